import { ByteReader, corruptImage, type NamedBytes } from '../byteReader';
import type { ImageHeader } from './imageHeader';

export const PNG_GREY = 0;
export const PNG_RGB = 2;
export const PNG_PALETTE = 3;
export const PNG_GREY_ALPHA = 4;
export const PNG_RGBA = 6;

export interface PngHeader extends ImageHeader {
  readonly format: 'png';
  readonly bitDepth: number;
  readonly colourType: number;
  readonly interlaced: boolean;
}

/** PNG specification (W3C, third edition), table 12. */
const ALLOWED_DEPTHS = new Map<number, readonly number[]>([
  [PNG_GREY, [1, 2, 4, 8, 16]],
  [PNG_RGB, [8, 16]],
  [PNG_PALETTE, [1, 2, 4, 8]],
  [PNG_GREY_ALPHA, [8, 16]],
  [PNG_RGBA, [8, 16]],
]);

/** @throws Failure corrupt-data when the first chunk is not a sound IHDR. */
export function readPngHeader(source: NamedBytes): PngHeader {
  const { place } = source;
  const reader = new ByteReader(source);
  if (reader.uint32(8) !== 13 || reader.latin1(12, 4) !== 'IHDR')
    throw corruptImage(place, 'its first PNG chunk is not a header');
  const bitDepth = reader.uint8(24);
  const colourType = reader.uint8(25);
  const interlace = reader.uint8(28);
  if (ALLOWED_DEPTHS.get(colourType)?.includes(bitDepth) !== true) {
    throw corruptImage(place, `PNG colour type ${colourType} with ${bitDepth} bits does not exist`);
  }
  if (reader.uint8(26) !== 0 || reader.uint8(27) !== 0 || interlace > 1) {
    throw corruptImage(place, 'its PNG header names a compression, filter or interlace method that does not exist');
  }
  return {
    format: 'png',
    widthPx: reader.uint32(16),
    heightPx: reader.uint32(20),
    bitDepth,
    colourType,
    interlaced: interlace === 1,
  };
}
