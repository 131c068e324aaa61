import { damaged, isAt, viewOf, type XmpBlock, type XmpPlaces } from './xmpPlaces';

/** XMP specification part 3, 1.1.3: an APP1 segment that begins with this name holds the packet … */
const PACKET = 'http://ns.adobe.com/xap/1.0/\0';
/** … and one that begins with this name a piece of a packet too long for one segment. */
const PIECE = 'http://ns.adobe.com/xmp/extension/\0';
const EXIF = 'Exif\0';

const APP0 = 0xe0;
const APP1 = 0xe1;
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
const isAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

export const isJpeg = (bytes: Uint8Array): boolean => isAt(bytes, 0, '\xff\xd8\xff');

/** Walks the segments up to the picture data. @throws Failure corrupt-data */
export function jpegPlaces(bytes: Uint8Array): XmpPlaces {
  const blocks: XmpBlock[] = [];
  const view = viewOf(bytes);
  let insertAt = 2;
  for (let at = 2; ;) {
    if (bytes[at] !== 0xff) throw damaged('JPEG', at, 'no segment begins where one should');
    // Any number of FF may stand before a marker.
    while (bytes[at + 1] === 0xff) at++;
    const marker = bytes[at + 1];
    if (marker === undefined || marker === END_OF_IMAGE) throw damaged('JPEG', at, 'it ends before its picture begins');
    if (marker === START_OF_SCAN) return { insertAt, blocks };
    if (isAlone(marker)) {
      at += 2;
      continue;
    }
    const length = at + 4 <= bytes.length ? view.getUint16(at + 2) : 0;
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) throw damaged('JPEG', at, 'a segment says it is longer than the file');
    const isPacket = marker === APP1 && length >= 2 + PACKET.length && isAt(bytes, at + 4, PACKET);
    if (isPacket) blocks.push({ start: at, end, packet: bytes.subarray(at + 4 + PACKET.length, end) });
    else if (marker === APP1 && length >= 2 + PIECE.length && isAt(bytes, at + 4, PIECE))
      blocks.push({ start: at, end, packet: null });
    // JFIF and Exif both want to come first, so XMP stands behind them.
    else if (insertAt === at && (marker === APP0 || (marker === APP1 && isAt(bytes, at + 4, EXIF)))) insertAt = end;
    at = end;
  }
}

/** The APP1 segment of a packet. */
export function jpegBlock(packet: string): Uint8Array {
  const text = Buffer.from(`\0\0\0\0${PACKET}${packet}`, 'latin1');
  text.writeUInt16BE(0xff00 | APP1, 0);
  text.writeUInt16BE(text.length - 2, 2);
  return text;
}
