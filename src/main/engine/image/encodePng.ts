import type { ImageCodecs } from './codecs';
import { assertRgbImage, type RgbImage } from './rgbImage';
import { rgbToRgba } from './rgbToRgba';

/** Encodes a lossless PNG (8-bit RGBA, opaque, no metadata). The same pixels give the same bytes on every machine. */
export function encodePng(codecs: ImageCodecs, image: RgbImage): Uint8Array {
  assertRgbImage(image);
  return codecs.encodePngRgba(rgbToRgba(image.rgb), image.widthPx, image.heightPx);
}
