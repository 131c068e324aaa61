import type { ImageCodecs } from '../../src/main/engine/image/codecs';
import { decodeImage } from '../../src/main/engine/image/decodeImage';
import { encodeJpeg } from '../../src/main/engine/image/encodeJpeg';
import { resizeRgb } from '../../src/main/engine/image/resize';
import type { RgbImage } from '../../src/main/engine/image/rgbImage';

/** The same picture as it comes back from elsewhere. */
export const SAME_AGAIN: readonly {
  readonly name: string;
  readonly make: (image: RgbImage, codecs: ImageCodecs) => RgbImage | Promise<RgbImage>;
}[] = [
  { name: 'JPEG at quality 75', make: (image, codecs) => again(image, 75, codecs) },
  { name: 'JPEG at quality 40', make: (image, codecs) => again(image, 40, codecs) },
  { name: 'by way of 84 px', make: (image) => resizeRgb(resizeRgb(image, 84, 84), image.widthPx, image.heightPx) },
  { name: 'by way of 56 px', make: (image) => resizeRgb(resizeRgb(image, 56, 56), image.widthPx, image.heightPx) },
  { name: 'one pixel to the right', make: (image) => shifted(image, 1, 0) },
  { name: 'one pixel down', make: (image) => shifted(image, 0, 1) },
  { name: 'one pixel both ways', make: (image) => shifted(image, 1, 1) },
  { name: '5 % brighter', make: (image) => ({ ...image, rgb: image.rgb.map((value) => Math.min(255, value * 1.05)) }) },
];

const again = (image: RgbImage, quality: number, codecs: ImageCodecs): Promise<RgbImage> =>
  decodeImage(codecs, encodeJpeg(codecs, image, { quality }), 'again.jpg');

/** What comes in at an edge repeats the edge. */
export function shifted({ rgb, widthPx, heightPx }: RgbImage, rightPx: number, downPx: number): RgbImage {
  const out = new Uint8Array(rgb.length);
  for (let y = 0, to = 0; y < heightPx; y++) {
    const fromY = Math.min(heightPx - 1, Math.max(0, y - downPx));
    for (let x = 0; x < widthPx; x++, to += 3) {
      const from = (fromY * widthPx + Math.min(widthPx - 1, Math.max(0, x - rightPx))) * 3;
      out.set(rgb.subarray(from, from + 3), to);
    }
  }
  return { rgb: out, widthPx, heightPx };
}
