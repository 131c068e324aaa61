import { damaged, isAt, spliced, viewOf, type XmpBlock } from './xmpPlaces';

/** Behind the packet, as white space, which XML allows there: what the file was before, so that it can be had back. */
export const WEBP_TAILS = {
  /** It had a VP8X chunk that announced no XMP. */
  extended: '',
  /** It had no VP8X chunk. */
  simple: '\n',
  /** It had a VP8X chunk that announced XMP, and no XMP, or somebody else's. */
  announced: ' ',
} as const;
type History = keyof typeof WEBP_TAILS;

const XMP_FLAG = 0x04;
const ALPHA_FLAG = 0x10;
const FIRST_CHUNK = 12;
const FLAGS_AT = FIRST_CHUNK + 8;
const VP8X_BYTES = 18;

export const isWebp = (bytes: Uint8Array): boolean => isAt(bytes, 0, 'RIFF') && isAt(bytes, 8, 'WEBP');

export interface WebpPlaces {
  /** End of the container; what follows is not of the picture. */
  readonly insertAt: number;
  readonly blocks: readonly XmpBlock[];
  readonly history: History;
}

/** Walks the chunks. @throws Failure corrupt-data */
export function webpPlaces(bytes: Uint8Array): WebpPlaces {
  const view = viewOf(bytes);
  const insertAt = view.getUint32(4, true) + 8;
  if (insertAt > bytes.length || insertAt % 2 === 1 || insertAt < FIRST_CHUNK + 8)
    throw damaged('WebP', 4, 'it says it has another length than it has');
  const blocks: XmpBlock[] = [];
  for (let start = FIRST_CHUNK; start < insertAt;) {
    const length = start + 8 <= insertAt ? view.getUint32(start + 4, true) : Infinity;
    const end = start + 8 + length + (length % 2);
    if (!(end <= insertAt)) throw damaged('WebP', start, 'a chunk says it is longer than the file');
    if (isAt(bytes, start, 'XMP ')) blocks.push({ start, end, packet: bytes.subarray(start + 8, start + 8 + length) });
    start = end;
  }
  if (!isAt(bytes, FIRST_CHUNK, 'VP8X')) return { insertAt, blocks, history: 'simple' };
  if (view.getUint32(FIRST_CHUNK + 4, true) < 10) throw damaged('WebP', FIRST_CHUNK, 'its VP8X chunk is too short');
  return { insertAt, blocks, history: ((bytes[FLAGS_AT] ?? 0) & XMP_FLAG) === 0 ? 'extended' : 'announced' };
}

function chunkOf(packet: string): Uint8Array {
  const chunk = Buffer.from(`XMP \0\0\0\0${packet}${packet.length % 2 === 1 ? '\0' : ''}`, 'latin1');
  chunk.writeUInt32LE(packet.length, 4);
  return chunk;
}

/** Puts `packet` behind all other chunks, in place of any XMP. @throws Failure corrupt-data */
export function withWebpPacket(bytes: Uint8Array, places: WebpPlaces, packet: string): Uint8Array {
  const marked = spliced(bytes, places, chunkOf(packet + WEBP_TAILS[places.history]));
  const extended = places.history === 'simple' ? spliced(marked, headAt(FIRST_CHUNK), vp8x(bytes)) : marked;
  extended[FLAGS_AT] = (extended[FLAGS_AT] ?? 0) | XMP_FLAG;
  const added = extended.length - bytes.length;
  viewOf(extended).setUint32(4, places.insertAt + added - 8, true);
  return extended;
}

/** Takes the one XMP chunk out again, and with it all that `withWebpPacket` did. @param history from the packet's tail */
export function withoutWebpPacket(bytes: Uint8Array, places: WebpPlaces, history: History): Uint8Array {
  const header = { start: FIRST_CHUNK, end: FIRST_CHUNK + VP8X_BYTES, packet: null };
  const isSimple = history === 'simple';
  const cuts = { insertAt: places.insertAt, blocks: [...(isSimple ? [header] : []), ...places.blocks] };
  const plain = spliced(bytes, cuts, new Uint8Array(0));
  if (history === 'extended') plain[FLAGS_AT] = (plain[FLAGS_AT] ?? 0) & ~XMP_FLAG;
  viewOf(plain).setUint32(4, places.insertAt - (bytes.length - plain.length) - 8, true);
  return plain;
}

const headAt = (insertAt: number): { insertAt: number; blocks: XmpBlock[] } => ({ insertAt, blocks: [] });

/** The VP8X chunk that a simple file lacks: size of the picture, and whether it has transparency. @throws Failure corrupt-data */
function vp8x(bytes: Uint8Array): Uint8Array {
  const { widthPx, heightPx, hasAlpha } = simpleHeader(bytes);
  const chunk = Buffer.alloc(VP8X_BYTES);
  chunk.write('VP8X', 0, 'latin1');
  chunk.writeUInt32LE(10, 4);
  chunk[8] = hasAlpha ? ALPHA_FLAG : 0;
  chunk.writeUIntLE(widthPx - 1, 12, 3);
  chunk.writeUIntLE(heightPx - 1, 15, 3);
  return chunk;
}

function simpleHeader(bytes: Uint8Array): { widthPx: number; heightPx: number; hasAlpha: boolean } {
  const view = viewOf(bytes);
  if (isAt(bytes, FIRST_CHUNK, 'VP8L') && bytes[20] === 0x2f && bytes.length >= 25) {
    const bits = view.getUint32(21, true);
    return { widthPx: (bits & 0x3fff) + 1, heightPx: ((bits >>> 14) & 0x3fff) + 1, hasAlpha: (bits >>> 28) % 2 === 1 };
  }
  if (isAt(bytes, FIRST_CHUNK, 'VP8 ') && isAt(bytes, 23, '\x9d\x01\x2a') && bytes.length >= 30) {
    const widthPx = view.getUint16(26, true) & 0x3fff;
    const heightPx = view.getUint16(28, true) & 0x3fff;
    if (widthPx > 0 && heightPx > 0) return { widthPx, heightPx, hasAlpha: false };
  }
  throw damaged('WebP', FIRST_CHUNK, 'its first chunk is not a picture');
}
