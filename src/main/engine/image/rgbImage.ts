/** Pixels `[H,W,3] uint8`, RGB, row-major, no padding. `rgb.length === widthPx * heightPx * 3`. */
export interface RgbImage {
  readonly rgb: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** @throws RangeError when the pixel count and the sides disagree: our own fault, so not a `Failure`. */
export function assertRgbImage(image: RgbImage): void {
  const { rgb, widthPx, heightPx } = image;
  const sidesAreWhole = Number.isSafeInteger(widthPx) && Number.isSafeInteger(heightPx) && widthPx > 0 && heightPx > 0;
  if (!sidesAreWhole || rgb.length !== widthPx * heightPx * 3) {
    throw new RangeError(
      `image of ${widthPx} x ${heightPx} px must have ${widthPx * heightPx * 3} bytes, got ${rgb.length}`,
    );
  }
}
