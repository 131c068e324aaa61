import { inflateSync } from 'node:zlib';
import { crc32 } from '@shared/lib/crc32';
import { damaged, isAt, viewOf, type XmpBlock, type XmpPlaces } from './xmpPlaces';
import { MAX_PACKET_BYTES } from './xmpPacket';

const SIGNATURE = '\x89PNG\r\n\x1a\n';
const KEYWORD = 'XML:com.adobe.xmp\0';
/** Where ImageMagick puts XMP. */
const RAW_PROFILE = 'Raw profile type xmp\0';
/** Length, type and CRC. */
const AROUND = 12;
const AFTER_HEADER = 8 + AROUND + 13;

export const isPng = (bytes: Uint8Array): boolean => isAt(bytes, 0, SIGNATURE);

/** Walks the chunks. @throws Failure corrupt-data */
export function pngPlaces(bytes: Uint8Array): XmpPlaces {
  const blocks: XmpBlock[] = [];
  const view = viewOf(bytes);
  for (let start = 8; ;) {
    const length = start + AROUND <= bytes.length ? view.getUint32(start) : Infinity;
    const end = start + AROUND + length;
    if (end > bytes.length) throw damaged('PNG', start, 'a chunk says it is longer than the file');
    if (start === 8 && !(length === 13 && isAt(bytes, 12, 'IHDR'))) throw damaged('PNG', 8, 'it has no header');
    if (isAt(bytes, start + 4, 'IEND')) return { insertAt: AFTER_HEADER, blocks };
    const data = bytes.subarray(start + 8, end - 4);
    if (isAt(bytes, start + 4, 'iTXt') && isAt(data, 0, KEYWORD))
      blocks.push({ start, end, packet: textOf(data.subarray(KEYWORD.length)) });
    else if (isAt(data, 0, RAW_PROFILE) && (isAt(bytes, start + 4, 'zTXt') || isAt(bytes, start + 4, 'tEXt')))
      blocks.push({ start, end, packet: null });
    start = end;
  }
}

/** @param data compression flag, compression method, language\0, translated keyword\0, text @returns null when it is none of that */
function textOf(data: Uint8Array): Uint8Array | null {
  const language = data.indexOf(0, 2);
  const keyword = language < 0 ? -1 : data.indexOf(0, language + 1);
  if (keyword < 0) return null;
  const text = data.subarray(keyword + 1);
  if (data[0] === 0) return text;
  try {
    return inflateSync(text, { maxOutputLength: MAX_PACKET_BYTES });
  } catch {
    return null; // not to be read, or a bomb: somebody else's packet either way
  }
}

/** The iTXt chunk of a packet, not compressed, as the XMP specification asks. */
export function pngBlock(packet: string): Uint8Array {
  const chunk = Buffer.from(`\0\0\0\0iTXt${KEYWORD}\0\0\0\0${packet}\0\0\0\0`, 'latin1');
  chunk.writeUInt32BE(chunk.length - AROUND, 0);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, chunk.length - 4)), chunk.length - 4);
  return chunk;
}
