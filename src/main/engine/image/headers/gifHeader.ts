import { ByteReader, type NamedBytes } from '../byteReader';
import type { ImageHeader } from './imageHeader';

export interface GifHeader extends ImageHeader {
  readonly format: 'gif';
  /** Entries of the global colour table, 0 when there is none; it begins at byte 13. */
  readonly globalColourCount: number;
}

/** Logical screen descriptor (GIF89a specification, section 18). */
export function readGifHeader(source: NamedBytes): GifHeader {
  const reader = new ByteReader(source);
  const packed = reader.uint8(10);
  reader.uint8(12);
  return {
    format: 'gif',
    widthPx: reader.uint16(6, true),
    heightPx: reader.uint16(8, true),
    globalColourCount: (packed & 0x80) === 0 ? 0 : 2 << (packed & 7),
  };
}
