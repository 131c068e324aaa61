import { fitSimilarity, mapPoint, templateOf, type CropName, type Similarity } from './alignment';
import { cos, PI, sin } from './exactMath';
import { cropSize } from './alignment';

/** Height of the camera, dm: that of the eyes, nearly. */
export const CAMERA_HEIGHT = 7;
/** The plane of the face, from which the distance counts. */
const FACE_PLANE = 1.2;

/** A pinhole on the z axis, looking back along it, and the crop of its picture. */
export interface Camera {
  /** z of the pinhole, dm. */
  readonly z: number;
  /** From the picture plane (x right, y down, in units of depth) to pixels of the crop. */
  readonly toCrop: Similarity;
}

/**
 * The camera whose crop puts the landmarks on the template.
 * @param landmarks five posed points, in the template's order, 15 numbers
 * @param crop shift right and down in 1/112 of the width, scale, turn in degrees: the detector's error
 */
export function alignCamera(
  landmarks: Float32Array,
  distanceDm: number,
  cropName: CropName,
  crop: readonly [number, number, number, number],
): Camera {
  const z = FACE_PLANE + distanceDm;
  const projected = projectPoints(landmarks, z);
  const { widthPx, heightPx } = cropSize(cropName);
  const unit = heightPx / 112;
  const turn = (crop[3] * PI) / 180;
  const jitter: Similarity = { a: crop[2] * cos(turn), b: crop[2] * sin(turn), tx: 0, ty: 0 };
  const target = templateOf(cropName);
  for (let i = 0; i < target.length; i += 2) {
    const [x, y] = mapPoint(jitter, target[i] - widthPx / 2, target[i + 1] - heightPx / 2);
    target[i] = x + widthPx / 2 + crop[0] * unit;
    target[i + 1] = y + heightPx / 2 + crop[1] * unit;
  }
  return { z, toCrop: fitSimilarity(projected, target) };
}

function projectPoints(points: Float32Array, z: number): Float64Array {
  const out = new Float64Array((points.length / 3) * 2);
  for (let i = 0, n = 0; n < points.length; i += 2, n += 3) {
    const nearness = 1 / (z - points[n + 2]);
    out[i] = points[n] * nearness;
    out[i + 1] = (CAMERA_HEIGHT - points[n + 1]) * nearness;
  }
  return out;
}

/** Pixels of points. */
export function toPixels(camera: Camera, points: Float32Array): Float32Array {
  const projected = projectPoints(points, camera.z);
  const out = new Float32Array(projected.length);
  for (let i = 0; i < out.length; i += 2) {
    const [x, y] = mapPoint(camera.toCrop, projected[i], projected[i + 1]);
    out[i] = x;
    out[i + 1] = y;
  }
  return out;
}

/** Screen coordinates of many points at `samples` times the crop's resolution; nearness is 1 / depth. */
export function projectMesh(
  camera: Camera,
  samples: number,
  positions: Float32Array,
  x: Float32Array,
  y: Float32Array,
  nearness: Float32Array,
  count: number,
): void {
  const { a, b, tx, ty } = camera.toCrop;
  for (let i = 0, n = 0; i < count; i++, n += 3) {
    const near = 1 / (camera.z - positions[n + 2]);
    const u = positions[n] * near;
    const v = (CAMERA_HEIGHT - positions[n + 1]) * near;
    x[i] = samples * (a * u - b * v + tx);
    y[i] = samples * (b * u + a * v + ty);
    nearness[i] = near;
  }
}
