/** Pictures are cut so that five landmarks meet the ArcFace template as nearly as a similarity allows. */

/** Width × height in pixels. Sets hold the first three; the window also draws drafts at 160 and a large face at 512, and stores neither. */
export type CropName = '112x112' | '96x112' | '256x256' | '160x160' | '512x512';

/** Eye, eye, nose, mouth corner, mouth corner (left to right in the picture) in a 112 × 112 crop: Deng and others, "ArcFace", 2019, its reference code. */
export const ARCFACE_TEMPLATE = [
  38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041,
] as const;

interface Crop {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly scale: number;
  readonly shiftX: number;
}

/** 96 × 112 is the 112 crop without 8 columns on either side (SynFace); 256 × 256 is the 112 crop enlarged, with no more margin. */
const CROPS: Readonly<Record<CropName, Crop>> = {
  '112x112': { widthPx: 112, heightPx: 112, scale: 1, shiftX: 0 },
  '96x112': { widthPx: 96, heightPx: 112, scale: 1, shiftX: -8 },
  '256x256': { widthPx: 256, heightPx: 256, scale: 256 / 112, shiftX: 0 },
  '160x160': { widthPx: 160, heightPx: 160, scale: 160 / 112, shiftX: 0 },
  '512x512': { widthPx: 512, heightPx: 512, scale: 512 / 112, shiftX: 0 },
};

export function cropSize(crop: CropName): { readonly widthPx: number; readonly heightPx: number } {
  return CROPS[crop];
}

/** Where the five landmarks should be in a crop: ten numbers, px. */
export function templateOf(crop: CropName): Float64Array {
  const { scale, shiftX } = CROPS[crop];
  return Float64Array.from(ARCFACE_TEMPLATE, (value, i) => value * scale + (i % 2 === 0 ? shiftX : 0));
}

/** x' = a·x − b·y + tx, y' = b·x + a·y + ty. */
export interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly tx: number;
  readonly ty: number;
}

/** Least-squares similarity without reflection from points to points (Umeyama, 1991, in two dimensions). @param from, to x, y pairs */
export function fitSimilarity(from: ArrayLike<number>, to: ArrayLike<number>): Similarity {
  const count = from.length / 2;
  let fx = 0;
  let fy = 0;
  let gx = 0;
  let gy = 0;
  for (let i = 0; i < from.length; i += 2) {
    fx += from[i] / count;
    fy += from[i + 1] / count;
    gx += to[i] / count;
    gy += to[i + 1] / count;
  }
  let along = 0;
  let across = 0;
  let square = 0;
  for (let i = 0; i < from.length; i += 2) {
    const x = from[i] - fx;
    const y = from[i + 1] - fy;
    const u = to[i] - gx;
    const v = to[i + 1] - gy;
    along += x * u + y * v;
    across += x * v - y * u;
    square += x * x + y * y;
  }
  const a = along / square;
  const b = across / square;
  return { a, b, tx: gx - a * fx + b * fy, ty: gy - b * fx - a * fy };
}

export function mapPoint(s: Similarity, x: number, y: number): readonly [number, number] {
  return [s.a * x - s.b * y + s.tx, s.b * x + s.a * y + s.ty];
}
