import { Failure } from '@shared/lib/failure';
import { corruptImage, type NamedBytes, unsupportedImage } from './byteReader';
import { type GifHeader, readGifHeader } from './headers/gifHeader';
import type { ImageFormat, ImageHeader } from './headers/imageHeader';
import { type JpegHeader, readJpegHeader } from './headers/jpegHeader';
import { type PngHeader, readPngHeader } from './headers/pngHeader';
import { type PnmHeader, readPnmHeader } from './headers/pnmHeader';
import { readWebpHeader, type WebpHeader } from './headers/webpHeader';

export type ProbedImage = JpegHeader | PngHeader | GifHeader | WebpHeader | PnmHeader;

/** The longest side that is decoded. */
export const MAX_SIDE_PX = 12_000;
/** The most pixels that are decoded: 64 MP are 256 MB as RGBA. */
export const MAX_PIXELS = 64_000_000;
/** No image within the limits above needs a larger file, save text PPM, which is not used for photographs. */
export const MAX_IMAGE_BYTES = 256 * 1024 * 1024;

const startsWith = (bytes: Uint8Array, ...magic: readonly number[]): boolean =>
  magic.every((value, i) => bytes[i] === value);
const ascii = (bytes: Uint8Array, offset: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(offset, offset + length));

/** The format by content, whatever the file is called; `undefined` when it is none that is read. */
export function sniffImageFormat(bytes: Uint8Array): ImageFormat | undefined {
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'jpeg';
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  if (/^GIF8[79]a$/.test(ascii(bytes, 0, 6))) return 'gif';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP') return 'webp';
  if (/^P[2356][\s#]$/.test(ascii(bytes, 0, 3))) return 'pnm';
  return undefined;
}

function readHeader(format: ImageFormat, source: NamedBytes): ProbedImage {
  switch (format) {
    case 'jpeg':
      return readJpegHeader(source);
    case 'png':
      return readPngHeader(source);
    case 'gif':
      return readGifHeader(source);
    case 'webp':
      return readWebpHeader(source);
    case 'pnm':
      return readPnmHeader(source);
  }
}

function assertWithinLimits(header: ImageHeader, place: string): void {
  const { widthPx, heightPx } = header;
  if (widthPx === 0 || heightPx === 0) throw corruptImage(place, `its header states ${widthPx} x ${heightPx} px`);
  if (widthPx > MAX_SIDE_PX || heightPx > MAX_SIDE_PX || widthPx * heightPx > MAX_PIXELS) {
    throw unsupportedImage(
      place,
      `${widthPx} x ${heightPx} px is more than ${MAX_SIDE_PX} px a side or ${MAX_PIXELS / 1e6} megapixels`,
      'Scale it down and import it again.',
    );
  }
}

/**
 * Identifies an image by its first bytes and reads its size from the header, without decoding and without trusting it:
 * what would not fit in memory is refused here.
 * @throws Failure corrupt-data (empty, cut or contradictory header) or invalid-input (unknown format, too large).
 */
export function probeImage(bytes: Uint8Array, place: string): ProbedImage {
  if (bytes.byteLength === 0) throw corruptImage(place, 'the file is empty (0 bytes)');
  if (bytes.byteLength > MAX_IMAGE_BYTES) {
    throw unsupportedImage(
      place,
      `the file has more than ${MAX_IMAGE_BYTES / 1048576} MiB`,
      'Scale it down and import it again.',
    );
  }
  const format = sniffImageFormat(bytes);
  if (format === undefined) {
    throw new Failure({
      code: 'invalid-input',
      message:
        'This is not an image that can be read: its first bytes are those of no JPEG, PNG, WebP, GIF, PGM or PPM.',
      place,
      remedy: 'Convert it to JPEG or PNG, or leave it out.',
    });
  }
  const header = readHeader(format, { bytes, place });
  assertWithinLimits(header, place);
  return header;
}
