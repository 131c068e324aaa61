import { ByteReader, corruptImage, type NamedBytes } from '../byteReader';
import type { ImageHeader } from './imageHeader';

export interface WebpHeader extends ImageHeader {
  readonly format: 'webp';
  readonly animated: boolean;
}

/**
 * Size from the first chunk of a RIFF/WEBP file: `VP8X` (extended), `VP8L` (lossless) or `VP8 ` (lossy).
 * @throws Failure corrupt-data when the container is cut or its first chunk is none of the three.
 */
export function readWebpHeader(source: NamedBytes): WebpHeader {
  const { place } = source;
  const reader = new ByteReader(source);
  const declaredBytes = reader.uint32(4, true) + 8;
  if (declaredBytes > reader.lengthBytes) {
    throw corruptImage(place, `it says it has ${declaredBytes} bytes but ends after ${reader.lengthBytes}`);
  }
  const chunk = reader.latin1(12, 4);
  if (chunk === 'VP8X') {
    const animated = (reader.uint8(20) & 0x02) !== 0;
    return { format: 'webp', widthPx: reader.uint24le(24) + 1, heightPx: reader.uint24le(27) + 1, animated };
  }
  if (chunk === 'VP8L') {
    if (reader.uint8(20) !== 0x2f) throw corruptImage(place, 'its lossless WebP data lack their signature');
    const bits = reader.uint32(21, true);
    return { format: 'webp', widthPx: (bits & 0x3fff) + 1, heightPx: ((bits >>> 14) & 0x3fff) + 1, animated: false };
  }
  if (chunk === 'VP8 ') {
    if (reader.latin1(23, 3) !== '\x9d\x01\x2a')
      throw corruptImage(place, 'its WebP data do not begin with a key frame');
    return {
      format: 'webp',
      widthPx: reader.uint16(26, true) & 0x3fff,
      heightPx: reader.uint16(28, true) & 0x3fff,
      animated: false,
    };
  }
  throw corruptImage(place, 'its first WebP chunk is not an image');
}
