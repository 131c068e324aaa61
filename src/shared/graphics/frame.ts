import { cropSize, type CropName } from './alignment';

/** Every pixel is seen through SAMPLES × SAMPLES points. */
export const SAMPLES = 2;

/** Below this share of light passing, what lies behind hair is not drawn. */
export const OPAQUE = 0.025;

/** What a point shows; 0 is the background. */
export const OWNER = { none: 0, skin: 1, eye: 2, teeth: 3, tongue: 4, glasses: 5, hat: 6, occluder: 7 } as const;

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
  /** Linear RGB of the surfaces. */
  readonly colour: Float32Array;
  /** Linear RGB of the hair before them, and the share of their light that it lets pass. */
  readonly veil: Float32Array;
  readonly passed: Float32Array;
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
    veil: new Float32Array(3 * count),
    passed: new Float32Array(count),
    pixels: new Float32Array(3 * widthPx * heightPx),
    spare: new Float32Array(3 * widthPx * heightPx),
  };
}

export function clearFrame(frame: Frame): void {
  frame.nearness.fill(0);
  frame.owner.fill(0);
  frame.veil.fill(0);
  frame.passed.fill(1);
}

/** Lays the veil of hair over the surfaces. */
export function layVeil(frame: Frame): void {
  const { colour, veil, passed } = frame;
  for (let k = 0, n = 0; k < passed.length; k++, n += 3) {
    const share = passed[k];
    if (share === 1) continue;
    const kept = share < OPAQUE ? 0 : share;
    const scale = kept === 0 ? 1 / (1 - share) : 1;
    colour[n] = kept * colour[n] + scale * veil[n];
    colour[n + 1] = kept * colour[n + 1] + scale * veil[n + 1];
    colour[n + 2] = kept * colour[n + 2] + scale * veil[n + 2];
  }
}
