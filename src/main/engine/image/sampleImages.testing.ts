import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { crc32 } from '@shared/lib/crc32';
import { type ImageCodecs, initCodecs } from './codecs';
import type { RgbImage } from './rgbImage';

const root = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

/** The codecs that set-up copied; the tests run after set-up. */
export const testCodecs = (): Promise<ImageCodecs> => initCodecs(root('resources/built/codecs'));

export const readFixture = (name: string): Uint8Array => readFileSync(root(`fixtures/images/${name}`));

/** A colour picture without symmetry: every mirror image and rotation differs. */
export function gradientImage(widthPx: number, heightPx: number): RgbImage {
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  for (let y = 0, i = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++, i += 3) {
      rgb[i] = Math.round((x / Math.max(1, widthPx - 1)) * 255);
      rgb[i + 1] = Math.round((y / Math.max(1, heightPx - 1)) * 255);
      rgb[i + 2] = x < widthPx / 3 && y < heightPx / 4 ? 250 : 60;
    }
  }
  return { rgb, widthPx, heightPx };
}

export function maxDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let max = 0;
  for (let i = 0; i < a.length; i++) max = Math.max(max, Math.abs(a[i] - b[i]));
  return max;
}

export function meanDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i] - b[i]);
  return sum / a.length;
}

function pngChunk(name: string, body: Uint8Array): Buffer {
  const typed = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, sum]);
}

export interface PngParts {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bitDepth: number;
  readonly colourType: number;
  readonly interlace?: number;
  readonly palette?: readonly number[];
  readonly transparency?: readonly number[];
  /** Filter bytes and rows as they are packed. */
  readonly raw: Uint8Array;
}

export function buildPng(parts: PngParts): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(parts.widthPx, 0);
  header.writeUInt32BE(parts.heightPx, 4);
  header.set([parts.bitDepth, parts.colourType, 0, 0, parts.interlace ?? 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    ...(parts.palette === undefined ? [] : [pngChunk('PLTE', Uint8Array.from(parts.palette))]),
    ...(parts.transparency === undefined ? [] : [pngChunk('tRNS', Uint8Array.from(parts.transparency))]),
    pngChunk('IDAT', deflateSync(parts.raw)),
    pngChunk('IEND', new Uint8Array(0)),
  ]);
}

/** 8-bit RGB, filter 0. */
export function plainPng(image: RgbImage): Buffer {
  const { rgb, widthPx, heightPx } = image;
  const raw = Buffer.alloc(heightPx * (1 + widthPx * 3));
  for (let y = 0; y < heightPx; y++)
    raw.set(rgb.subarray(y * widthPx * 3, (y + 1) * widthPx * 3), y * (1 + widthPx * 3) + 1);
  return buildPng({ widthPx, heightPx, bitDepth: 8, colourType: 2, raw });
}

/** Puts an EXIF segment with this orientation right behind the start of a JPEG. */
export function withOrientation(jpeg: Uint8Array, orientation: number, littleEndian = true): Buffer {
  const tiff = Buffer.alloc(26);
  const u16 = (value: number, at: number): number =>
    littleEndian ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
  const u32 = (value: number, at: number): number =>
    littleEndian ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at);
  tiff.write(littleEndian ? 'II' : 'MM', 'latin1');
  u16(42, 2);
  u32(8, 4);
  u16(1, 8);
  u16(0x0112, 10);
  u16(3, 12);
  u32(1, 14);
  u16(orientation, 18);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const segment = Buffer.from([0xff, 0xe1, 0, body.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), segment, body, jpeg.subarray(2)]);
}

export interface GifParts {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly palette: readonly number[];
  readonly indices: readonly number[];
  readonly transparent?: number;
  readonly interlaced?: boolean;
  readonly frame?: readonly [left: number, top: number, widthPx: number, heightPx: number];
}

/** A real LZW coder with a growing table, so that the reader's table is exercised too. `minBits` 2..8 follows from the palette. */
function packGifLzw(indices: readonly number[], minBits: number): Buffer {
  const clear = 1 << minBits;
  const bytes: number[] = [];
  let buffer = 0;
  let count = 0;
  let bits = minBits + 1;
  const put = (code: number): void => {
    buffer |= code << count;
    count += bits;
    for (; count >= 8; count -= 8, buffer >>>= 8) bytes.push(buffer & 255);
  };
  let table = new Map<string, number>();
  let next = clear + 2;
  const codeOf = (text: string): number => (text.includes(',') ? table.get(text)! : Number(text));
  put(clear);
  let current = '';
  for (const index of indices) {
    const longer = current === '' ? String(index) : `${current},${index}`;
    if (current === '' || table.has(longer)) {
      current = longer;
      continue;
    }
    put(codeOf(current));
    if (next < 4096) {
      table.set(longer, next++);
      if (next > 1 << bits && bits < 12) bits++;
    } else {
      put(clear);
      table = new Map();
      next = clear + 2;
      bits = minBits + 1;
    }
    current = String(index);
  }
  put(codeOf(current));
  // The reader's table is one entry behind the writer's; it has grown by now.
  if (next === 1 << bits && bits < 12) bits++;
  put(clear + 1);
  if (count > 0) bytes.push(buffer & 255);
  return Buffer.from(bytes);
}

export function buildGif(parts: GifParts): Buffer {
  const { widthPx, heightPx, palette, transparent } = parts;
  const sizeBits = Math.max(1, Math.ceil(Math.log2(palette.length / 3)));
  const table = Buffer.alloc(3 * (1 << sizeBits));
  table.set(palette);
  const u16 = (value: number): readonly number[] => [value & 255, value >> 8];
  const [left, top, frameWidth, frameHeight] = parts.frame ?? [0, 0, widthPx, heightPx];
  const minBits = Math.max(2, sizeBits);
  const packed = packGifLzw(parts.indices, minBits);
  const blocks: Buffer[] = [];
  for (let at = 0; at < packed.length; at += 255) {
    const block = packed.subarray(at, at + 255);
    blocks.push(Buffer.from([block.length]), block);
  }
  return Buffer.concat([
    Buffer.from('GIF89a', 'latin1'),
    Buffer.from([...u16(widthPx), ...u16(heightPx), 0x80 | (sizeBits - 1), 0, 0]),
    table,
    Buffer.from(transparent === undefined ? [] : [0x21, 0xf9, 4, 1, 0, 0, transparent, 0]),
    Buffer.from([
      0x2c,
      ...u16(left),
      ...u16(top),
      ...u16(frameWidth),
      ...u16(frameHeight),
      parts.interlaced === true ? 0x40 : 0,
      minBits,
    ]),
    ...blocks,
    Buffer.from([0, 0x3b]),
  ]);
}
