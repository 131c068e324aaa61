import { cropSize, type CropName } from './alignment';

/** Every pixel is seen through SAMPLES × SAMPLES points. */
export const SAMPLES = 2;

/** What a point shows; 0 is the background. */
export const OWNER = { none: 0, skin: 1, eye: 2, teeth: 3, tongue: 4, glasses: 5 } as const;

/** Buffers of one crop size, reused from picture to picture. */
export interface Frame {
  readonly crop: CropName;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Points across and down. */
  readonly width: number;
  readonly height: number;
  /** 1 / depth of the nearest surface; 0: nothing. */
  readonly nearness: Float32Array;
  readonly owner: Uint8Array;
  /** First corner of the triangle within the owner's list. */
  readonly triangle: Int32Array;
  /** Weights of its second and third corner, perspective-correct. */
  readonly weight1: Float32Array;
  readonly weight2: Float32Array;
  /** Linear RGB. */
  readonly colour: Float32Array;
  /** Linear RGB of pixels, twice: for the camera's passes. */
  readonly pixels: Float32Array;
  readonly spare: Float32Array;
}

export function makeFrame(crop: CropName): Frame {
  const { widthPx, heightPx } = cropSize(crop);
  const width = widthPx * SAMPLES;
  const height = heightPx * SAMPLES;
  const count = width * height;
  return {
    crop,
    widthPx,
    heightPx,
    width,
    height,
    nearness: new Float32Array(count),
    owner: new Uint8Array(count),
    triangle: new Int32Array(count),
    weight1: new Float32Array(count),
    weight2: new Float32Array(count),
    colour: new Float32Array(3 * count),
    pixels: new Float32Array(3 * widthPx * heightPx),
    spare: new Float32Array(3 * widthPx * heightPx),
  };
}

export function clearFrame(frame: Frame): void {
  frame.nearness.fill(0);
  frame.owner.fill(0);
}
