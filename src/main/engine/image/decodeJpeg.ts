import { corruptImage, type NamedBytes, unsupportedImage } from './byteReader';
import type { ImageCodecs, RgbaImage } from './codecs';
import { assertJpegComplete, type JpegHeader } from './headers/jpegHeader';
import { WasmCallError } from './wasmModule';

/** Above this a decoder's memory is given back at once instead of being kept for the next picture. */
export const KEEP_DECODER_BELOW_PIXELS = 8_000_000;

/** libjpeg warnings that leave every pixel in place; after any other the rest of the picture is made up. */
const HARMLESS = /extraneous bytes before marker|unknown JFIF revision|unknown Adobe/i;

export interface DecodedJpeg {
  /** `[H,W,3] uint8` as stored, before EXIF rotation. */
  readonly rgb: Uint8Array;
  readonly warnings: readonly string[];
}

function dropAlpha(image: RgbaImage): Uint8Array {
  const { data } = image;
  const rgb = new Uint8Array((data.length / 4) * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = data[from];
    rgb[to + 1] = data[from + 1];
    rgb[to + 2] = data[from + 2];
  }
  return rgb;
}

/**
 * Decodes baseline and progressive JPEG, grey or colour.
 * @throws Failure corrupt-data when anything of the picture is missing, invalid-input for CMYK.
 */
export async function decodeJpeg(codecs: ImageCodecs, source: NamedBytes, header: JpegHeader): Promise<DecodedJpeg> {
  const { bytes, place } = source;
  if (header.componentCount === 4) {
    throw unsupportedImage(
      place,
      'its colours are CMYK, made for print',
      'Convert it to RGB (sRGB) and import it again.',
    );
  }
  if (header.componentCount !== 1 && header.componentCount !== 3) {
    throw unsupportedImage(
      place,
      `it has ${header.componentCount} colour channels`,
      'Convert it to RGB (sRGB) and import it again.',
    );
  }
  assertJpegComplete(source, header);
  const { widthPx, heightPx } = header;
  try {
    const { result, lines } = await codecs.jpegDecoder.call((decoder) => {
      const image = decoder.decode(bytes, false);
      if (image?.width !== widthPx || image.height !== heightPx || image.data.length !== widthPx * heightPx * 4)
        return undefined;
      return dropAlpha(image);
    });
    if (widthPx * heightPx > KEEP_DECODER_BELOW_PIXELS) codecs.jpegDecoder.retire();
    if (result === undefined) throw corruptImage(place, 'its JPEG header and its picture disagree about the size');
    const serious = lines.find((line) => !HARMLESS.test(line));
    if (serious !== undefined) throw corruptImage(place, `the JPEG decoder says "${serious}"`);
    return { rgb: result, warnings: lines };
  } catch (cause) {
    if (cause instanceof WasmCallError) throw corruptImage(place, `the JPEG decoder says "${cause.message}"`, cause);
    throw cause;
  }
}
