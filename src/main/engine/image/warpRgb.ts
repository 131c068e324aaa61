import type { Similarity } from '@shared/graphics/alignment';
import { invertSimilarity } from './alignment';
import { assertRgbImage, type RgbImage } from './rgbImage';

/**
 * Exact bilinear warp: each crop pixel is looked up at its place in the image, outside is 0. No fixed-point shortcut, so
 * it equals the mathematical definition (OpenCV 4's `warpAffine` rounds places to 1/32 px and differs by up to 5 grey levels).
 * @param toCrop image to crop coordinates. @returns `[heightPx,widthPx,3] float32` in 0..255.
 */
export function warpRgbExact(image: RgbImage, toCrop: Similarity, widthPx: number, heightPx: number): Float32Array {
  assertRgbImage(image);
  const { rgb, widthPx: sourceWidth, heightPx: sourceHeight } = image;
  const { a, b, tx, ty } = invertSimilarity(toCrop);
  const crop = new Float32Array(widthPx * heightPx * 3);
  for (let y = 0, to = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++, to += 3) {
      const u = a * x - b * y + tx;
      const v = b * x + a * y + ty;
      if (!(u > -1 && v > -1 && u < sourceWidth && v < sourceHeight)) continue;
      const left = Math.floor(u);
      const top = Math.floor(v);
      const fx = u - left;
      const fy = v - top;
      // Each of the four neighbours counts only where it exists: outside the image is black.
      for (let corner = 0; corner < 4; corner++) {
        const column = left + (corner & 1);
        const row = top + (corner >> 1);
        if (column < 0 || row < 0 || column >= sourceWidth || row >= sourceHeight) continue;
        const weight = ((corner & 1) === 1 ? fx : 1 - fx) * (corner >> 1 === 1 ? fy : 1 - fy);
        const from = (row * sourceWidth + column) * 3;
        crop[to] += rgb[from] * weight;
        crop[to + 1] += rgb[from + 1] * weight;
        crop[to + 2] += rgb[from + 2] * weight;
      }
    }
  }
  return crop;
}

/** Rounds to nearest and clamps: `float32 in 0..255` to `uint8`. */
export function roundToBytes(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) bytes[i] = Math.max(0, Math.min(255, Math.floor(values[i] + 0.5)));
  return bytes;
}
