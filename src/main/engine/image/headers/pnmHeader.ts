import { ByteReader, corruptImage, type NamedBytes, unsupportedImage } from '../byteReader';
import type { ImageHeader } from './imageHeader';

export interface PnmHeader extends ImageHeader {
  readonly format: 'pnm';
  readonly channelCount: 1 | 3;
  readonly coding: 'text' | 'binary';
  /** Value of white, 1..65535; above 255 a binary sample has two bytes, most significant first. */
  readonly maxValue: number;
  readonly dataOffset: number;
}

/** A header with comments longer than this is not a header. */
const MAX_HEADER_BYTES = 16_384;

const KINDS = new Map<string, Pick<PnmHeader, 'channelCount' | 'coding'>>([
  ['P2', { channelCount: 1, coding: 'text' }],
  ['P3', { channelCount: 3, coding: 'text' }],
  ['P5', { channelCount: 1, coding: 'binary' }],
  ['P6', { channelCount: 3, coding: 'binary' }],
]);

export const isPnmSpace = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
export const isPnmDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

/** Three whole numbers after the magic, separated by white space and `#` comments; one white-space byte ends the header. */
export function readPnmHeader(source: NamedBytes): PnmHeader {
  const { place } = source;
  const reader = new ByteReader(source);
  const kind = KINDS.get(reader.latin1(0, 2));
  if (kind === undefined)
    throw unsupportedImage(place, 'this kind of PNM (bitmap or PAM) is not read', 'Save it as PGM, PPM or PNG.');
  let at = 2;
  const nextNumber = (name: string): number => {
    for (let inComment = false; ; at++) {
      if (at > MAX_HEADER_BYTES)
        throw corruptImage(place, `its header has no ${name} in the first ${MAX_HEADER_BYTES} bytes`);
      const byte = reader.uint8(at);
      if (inComment) inComment = byte !== 0x0a && byte !== 0x0d;
      else if (byte === 0x23) inComment = true;
      else if (!isPnmSpace(byte)) break;
    }
    let value = 0;
    const start = at;
    for (; isPnmDigit(reader.uint8(at)) && at - start < 10; at++) value = value * 10 + reader.uint8(at) - 0x30;
    if (at === start || (!isPnmSpace(reader.uint8(at)) && reader.uint8(at) !== 0x23)) {
      throw corruptImage(place, `its header has no ${name} at byte ${start}`);
    }
    return value;
  };
  const widthPx = nextNumber('width');
  const heightPx = nextNumber('height');
  const maxValue = nextNumber('value of white');
  if (!isPnmSpace(reader.uint8(at))) throw corruptImage(place, 'its header is not followed by white space');
  if (maxValue < 1 || maxValue > 65535) throw corruptImage(place, `its value of white is ${maxValue}, not in 1..65535`);
  return { format: 'pnm', ...kind, widthPx, heightPx, maxValue, dataOffset: at + 1 };
}
