import type { ExifOrientation } from './exifOrientation';
import type { RgbImage } from './rgbImage';

/**
 * Turns stored pixels upright (EXIF 2.32, tag Orientation). Orientation 1 gives the same object back.
 * @returns `[H,W,3] uint8`, sides exchanged for orientations 5 to 8.
 */
export function orientImage(image: RgbImage, orientation: ExifOrientation): RgbImage {
  if (orientation === 1) return image;
  const { rgb, widthPx: storedWidth, heightPx: storedHeight } = image;
  const exchanged = orientation >= 5;
  const widthPx = exchanged ? storedHeight : storedWidth;
  const heightPx = exchanged ? storedWidth : storedHeight;
  // For 5 to 8 the picture is first mirrored along its diagonal; then these say which axes are still to be flipped.
  const flipX = orientation === 2 || orientation === 3 || orientation === 6 || orientation === 7;
  const flipY = orientation === 3 || orientation === 4 || orientation === 7 || orientation === 8;
  const upright = new Uint8Array(rgb.length);
  for (let y = 0, to = 0; y < heightPx; y++) {
    const v = flipY ? heightPx - 1 - y : y;
    for (let x = 0; x < widthPx; x++, to += 3) {
      const u = flipX ? widthPx - 1 - x : x;
      const from = (exchanged ? u * storedWidth + v : v * storedWidth + u) * 3;
      upright[to] = rgb[from];
      upright[to + 1] = rgb[from + 1];
      upright[to + 2] = rgb[from + 2];
    }
  }
  return { rgb: upright, widthPx, heightPx };
}
