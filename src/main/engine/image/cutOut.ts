import type { Similarity } from '@shared/graphics/alignment';
import { applySimilarity, invertSimilarity, similarityScale } from './alignment';
import { type PixelRect, resizeRgb } from './resize';
import type { RgbImage } from './rgbImage';
import { roundToBytes, warpRgbExact } from './warpRgb';

/** The part of the picture that a crop looks at, in whole pixels, cut to the picture; undefined when it looks beside it. */
function footprint(image: RgbImage, toCrop: Similarity, widthPx: number, heightPx: number): PixelRect | undefined {
  const toImage = invertSimilarity(toCrop);
  const corners = [
    applySimilarity(toImage, [0, 0]),
    applySimilarity(toImage, [widthPx, 0]),
    applySimilarity(toImage, [0, heightPx]),
    applySimilarity(toImage, [widthPx, heightPx]),
  ];
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const margin = 2 / similarityScale(toCrop);
  const left = Math.max(0, Math.floor(Math.min(...xs) - margin));
  const top = Math.max(0, Math.floor(Math.min(...ys) - margin));
  const right = Math.min(image.widthPx, Math.ceil(Math.max(...xs) + margin));
  const bottom = Math.min(image.heightPx, Math.ceil(Math.max(...ys) + margin));
  if (right <= left || bottom <= top) return undefined;
  return { leftPx: left, topPx: top, widthPx: right - left, heightPx: bottom - top };
}

interface Placed {
  readonly image: RgbImage;
  readonly toCrop: Similarity;
}

/** Brings the part the crop needs down by a whole factor, so that the warp shrinks it less than twice and bilinear lookup does not alias. */
function shrinkFor(image: RgbImage, toCrop: Similarity, area: PixelRect): Placed {
  const factor = Math.floor(1 / similarityScale(toCrop));
  const widthPx = Math.floor(area.widthPx / factor);
  const heightPx = Math.floor(area.heightPx / factor);
  if (factor < 2 || widthPx === 0 || heightPx === 0) return { image, toCrop };
  const whole = { ...area, widthPx: widthPx * factor, heightPx: heightPx * factor };
  // Pixel centres: x = left + factor * x' + (factor - 1) / 2.
  const shiftX = area.leftPx + (factor - 1) / 2;
  const shiftY = area.topPx + (factor - 1) / 2;
  const { a, b, tx, ty } = toCrop;
  return {
    image: resizeRgb(image, widthPx, heightPx, whole),
    toCrop: { a: a * factor, b: b * factor, tx: tx + a * shiftX - b * shiftY, ty: ty + b * shiftX + a * shiftY },
  };
}

/**
 * Cuts a turned and scaled part out of a picture without aliasing: the exact bilinear warp, after averaging whole pixels
 * where the picture is more than twice as fine as the crop. @param toCrop image to crop coordinates.
 * @returns `[heightPx,widthPx,3] uint8`; black where the picture ends.
 */
export function cutOut(image: RgbImage, toCrop: Similarity, widthPx: number, heightPx: number): RgbImage {
  const area = footprint(image, toCrop, widthPx, heightPx);
  if (area === undefined) return { rgb: new Uint8Array(widthPx * heightPx * 3), widthPx, heightPx };
  const placed = shrinkFor(image, toCrop, area);
  return { rgb: roundToBytes(warpRgbExact(placed.image, placed.toCrop, widthPx, heightPx)), widthPx, heightPx };
}
