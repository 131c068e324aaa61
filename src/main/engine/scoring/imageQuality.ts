import type { PixelRect } from '../image/resize';
import { assertRgbImage, type RgbImage } from '../image/rgbImage';

export interface ImageQuality {
  /** Variance of the Laplacian of the luma (Pech-Pacheco et al., ICPR 2000): below about 30 at 112 px a face looks blurred. */
  readonly sharpness: number;
  /** Mean luma, 0..255. */
  readonly exposure: number;
  /** Standard deviation of the luma, 0..127.5. */
  readonly contrast: number;
  /** Shares of pixels, 0..1, that are as good as black (luma below 4) or white (above 251). */
  readonly darkShare: number;
  readonly brightShare: number;
}

/** The face itself inside an `112x112` crop: no background and none of the black where the picture ended. */
export const FACE_AREA_112: PixelRect = { leftPx: 28, topPx: 34, widthPx: 56, heightPx: 66 };

/** ITU-R BT.601 luma of an area, `[h,w] float32`. */
function lumaOf(image: RgbImage, area: PixelRect): Float32Array {
  const luma = new Float32Array(area.widthPx * area.heightPx);
  for (let y = 0, to = 0; y < area.heightPx; y++) {
    let from = ((area.topPx + y) * image.widthPx + area.leftPx) * 3;
    for (let x = 0; x < area.widthPx; x++, to++, from += 3) {
      luma[to] = 0.299 * image.rgb[from] + 0.587 * image.rgb[from + 1] + 0.114 * image.rgb[from + 2];
    }
  }
  return luma;
}

function laplacianVariance(luma: Float32Array, widthPx: number, heightPx: number): number {
  let sum = 0;
  let squares = 0;
  let count = 0;
  for (let y = 1; y < heightPx - 1; y++) {
    for (let x = 1; x < widthPx - 1; x++) {
      const i = y * widthPx + x;
      const value = luma[i - 1] + luma[i + 1] + luma[i - widthPx] + luma[i + widthPx] - 4 * luma[i];
      sum += value;
      squares += value * value;
      count++;
    }
  }
  if (count === 0) return 0;
  return squares / count - (sum / count) ** 2;
}

/**
 * Technical quality of pixels. Comparable only between images of equal size and equal kind of area.
 * @param area the part looked at, inside the image; the whole image by default.
 */
export function imageQuality(image: RgbImage, area?: PixelRect): ImageQuality {
  assertRgbImage(image);
  const part = area ?? { leftPx: 0, topPx: 0, widthPx: image.widthPx, heightPx: image.heightPx };
  if (
    part.leftPx < 0 ||
    part.topPx < 0 ||
    part.leftPx + part.widthPx > image.widthPx ||
    part.topPx + part.heightPx > image.heightPx
  ) {
    throw new RangeError('the area must lie inside the image');
  }
  const luma = lumaOf(image, part);
  let sum = 0;
  let squares = 0;
  let dark = 0;
  let bright = 0;
  for (const value of luma) {
    sum += value;
    squares += value * value;
    if (value < 4) dark++;
    if (value > 251) bright++;
  }
  const mean = sum / luma.length;
  return {
    sharpness: laplacianVariance(luma, part.widthPx, part.heightPx),
    exposure: mean,
    contrast: Math.sqrt(Math.max(0, squares / luma.length - mean * mean)),
    darkShare: dark / luma.length,
    brightShare: bright / luma.length,
  };
}
