/** One reduced picture of a PNG: pixel (x, y) of the pass lies at (startX + x * stepX, startY + y * stepY). */
export interface PngPass {
  readonly startX: number;
  readonly startY: number;
  readonly stepX: number;
  readonly stepY: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Adam7 (PNG specification, 8.1): start x, start y, step x, step y. */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** The passes that hold at least one pixel, in file order; one pass when not interlaced. */
export function pngPasses(widthPx: number, heightPx: number, interlaced: boolean): readonly PngPass[] {
  if (!interlaced) return [{ startX: 0, startY: 0, stepX: 1, stepY: 1, widthPx, heightPx }];
  return ADAM7.map(([startX, startY, stepX, stepY]) => ({
    startX,
    startY,
    stepX,
    stepY,
    widthPx: Math.max(0, Math.ceil((widthPx - startX) / stepX)),
    heightPx: Math.max(0, Math.ceil((heightPx - startY) / stepY)),
  })).filter((pass) => pass.widthPx > 0 && pass.heightPx > 0);
}
