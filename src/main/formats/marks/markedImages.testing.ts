import { deflateSync } from 'node:zlib';
import { crc32 } from '@shared/lib/crc32';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A JPEG segment. */
export function segment(marker: number, body: string): Buffer {
  const bytes = latin1(`\xff${String.fromCharCode(marker)}\0\0${body}`);
  bytes.writeUInt16BE(bytes.length - 2, 2);
  return bytes;
}

/** The skeleton of a JPEG: what a walk over its segments needs, and no picture. */
export const jpegOf = (...segments: readonly Buffer[]): Buffer =>
  Buffer.concat([latin1('\xff\xd8'), ...segments, segment(0xdb, 'tables'), segment(0xda, 'scan'), latin1('\xff\xd9')]);

function pngChunk(type: string, body: Buffer): Buffer {
  const chunk = Buffer.concat([Buffer.alloc(4), latin1(type), body, Buffer.alloc(4)]);
  chunk.writeUInt32BE(body.length, 0);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4);
  return chunk;
}

/** A grey PNG of 2×1. @param xmp packet, kept compressed */
export function pngOf(xmp?: string): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(2, 0);
  header.writeUInt32BE(1, 4);
  header[8] = 8;
  return Buffer.concat([
    latin1('\x89PNG\r\n\x1a\n'),
    pngChunk('IHDR', header),
    ...(xmp === undefined
      ? []
      : [pngChunk('iTXt', Buffer.concat([latin1('XML:com.adobe.xmp\0\x01\0\0\0'), deflateSync(latin1(xmp))]))]),
    pngChunk('IDAT', deflateSync(Buffer.from([0, 10, 200]))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function riffChunk(type: string, body: Buffer): Buffer {
  const chunk = Buffer.concat([latin1(type), Buffer.alloc(4), body, Buffer.alloc(body.length % 2)]);
  chunk.writeUInt32LE(body.length, 4);
  return chunk;
}

/** The skeleton of a WebP of 112×96: headers without picture data. */
export function webpOf(kind: 'lossy' | 'lossless' | 'extended' | 'announced', xmp?: string): Buffer {
  const lossy = Buffer.concat([latin1('\0\0\0\x9d\x01\x2a'), Buffer.from([112, 0, 96, 0]), latin1('data!')]);
  const lossless = Buffer.alloc(9, 0x2f);
  lossless.writeUInt32LE((111 | (95 << 14) | (1 << 28)) >>> 0, 1);
  const header = Buffer.from([kind === 'announced' ? 0x04 : 0, 0, 0, 0, 111, 0, 0, 95, 0, 0]);
  const chunks = [
    ...(kind === 'extended' || kind === 'announced' ? [riffChunk('VP8X', header)] : []),
    kind === 'lossless' ? riffChunk('VP8L', lossless) : riffChunk('VP8 ', lossy),
    ...(xmp === undefined ? [] : [riffChunk('XMP ', latin1(xmp))]),
  ];
  const body = Buffer.concat([latin1('WEBP'), ...chunks]);
  return riffChunk('RIFF', body);
}
