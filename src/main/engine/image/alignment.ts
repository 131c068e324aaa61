import { Failure } from '@shared/lib/failure';
import type { Landmarks5, Point2 } from './landmarks5';

/** `x' = a x - b y + tx`, `y' = b x + a y + ty`: rotation, one scale, shift. Matrix rows: `[a, -b, tx]`, `[b, a, ty]`. */
export interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly tx: number;
  readonly ty: number;
}

/** The five points of the ArcFace template in a 112 x 112 crop (insightface, `face_align.py`). */
const ARCFACE_112: Landmarks5 = [
  [38.2946, 51.6963],
  [73.5318, 51.5014],
  [56.0252, 71.7366],
  [41.5493, 92.3655],
  [70.7299, 92.2041],
];

const mapPoints = (points: Landmarks5, map: (point: Point2) => Point2): Landmarks5 => [
  map(points[0]),
  map(points[1]),
  map(points[2]),
  map(points[3]),
  map(points[4]),
];

export interface CropTemplate {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly points: Landmarks5;
}

/**
 * The crops that are made. `synface96x112` is the 112 px crop without 8 columns on either side (SynFace, `align_trans.py`);
 * `arcface256` shows the same part of the face as the 112 px crop, enlarged (insightface's own 256 px crop, scaled from 128 px, shows more).
 */
export const CROP_TEMPLATES = {
  arcface112: { widthPx: 112, heightPx: 112, points: ARCFACE_112 },
  synface96x112: { widthPx: 96, heightPx: 112, points: mapPoints(ARCFACE_112, ([x, y]) => [x - 8, y]) },
  arcface256: {
    widthPx: 256,
    heightPx: 256,
    points: mapPoints(ARCFACE_112, ([x, y]) => [(x * 256) / 112, (y * 256) / 112]),
  },
} as const satisfies Record<string, CropTemplate>;

export type CropName = keyof typeof CROP_TEMPLATES;

/**
 * The similarity that brings `from` nearest to `to` in the least-squares sense. In the plane Umeyama's estimator
 * (IEEE PAMI 13(4), 1991, eq. 40-43, reflections excluded) has this closed form: with centred points, scale times rotation is
 * the quotient of sum(to * conj(from)) and sum(|from|^2) as complex numbers.
 * @throws Failure invalid-input when all points of `from` coincide.
 */
export function estimateSimilarity(from: Landmarks5, to: Landmarks5): Similarity {
  let fromX = 0;
  let fromY = 0;
  let toX = 0;
  let toY = 0;
  for (let i = 0; i < 5; i++) {
    fromX += from[i][0] / 5;
    fromY += from[i][1] / 5;
    toX += to[i][0] / 5;
    toY += to[i][1] / 5;
  }
  let dot = 0;
  let cross = 0;
  let spread = 0;
  for (let i = 0; i < 5; i++) {
    const x = from[i][0] - fromX;
    const y = from[i][1] - fromY;
    const u = to[i][0] - toX;
    const v = to[i][1] - toY;
    dot += x * u + y * v;
    cross += x * v - y * u;
    spread += x * x + y * y;
  }
  const a = dot / spread;
  const b = cross / spread;
  if (!Number.isFinite(a) || !Number.isFinite(b) || a * a + b * b < 1e-18) {
    throw new Failure({
      code: 'invalid-input',
      message: 'These five landmarks fix no position, scale and rotation of a face.',
      remedy: 'Place the points on the eyes, the tip of the nose and the corners of the mouth.',
    });
  }
  return { a, b, tx: toX - a * fromX + b * fromY, ty: toY - b * fromX - a * fromY };
}

/** The similarity from image coordinates to crop coordinates. */
export function alignmentFor(landmarks: Landmarks5, crop: CropName): Similarity {
  return estimateSimilarity(landmarks, CROP_TEMPLATES[crop].points);
}

export const applySimilarity = ({ a, b, tx, ty }: Similarity, [x, y]: Point2): Point2 => [
  a * x - b * y + tx,
  b * x + a * y + ty,
];

/** The similarity that undoes this one. @throws RangeError when it shrinks everything to a point. */
export function invertSimilarity({ a, b, tx, ty }: Similarity): Similarity {
  const square = a * a + b * b;
  if (!(square > 1e-18)) throw new RangeError('a similarity of scale 0 cannot be undone');
  const ia = a / square;
  const ib = -b / square;
  return { a: ia, b: ib, tx: -(ia * tx - ib * ty), ty: -(ib * tx + ia * ty) };
}

/** Crop pixels per image pixel. */
export const similarityScale = ({ a, b }: Similarity): number => Math.sqrt(a * a + b * b);

/** Root mean square distance in crop pixels between the template and the landmarks after alignment: 0 for a frontal standard face. */
export function alignmentResidualPx(landmarks: Landmarks5, crop: CropName): number {
  const similarity = alignmentFor(landmarks, crop);
  const { points } = CROP_TEMPLATES[crop];
  let sum = 0;
  for (let i = 0; i < 5; i++) {
    const [x, y] = applySimilarity(similarity, landmarks[i]);
    sum += (x - points[i][0]) ** 2 + (y - points[i][1]) ** 2;
  }
  return Math.sqrt(sum / 5);
}
