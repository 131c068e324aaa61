import { Failure } from '@shared/lib/failure';
import { corruptAt } from '../packs/packFault';
import type { PackWindow } from '../packs/packWindow';
import type { PackFile } from '../packs/packFile';

/**
 * dmlc's RecordIO: `uint32 magic, uint32 flag << 29 | length, data`, filled up with zeros to 4 bytes, little-endian. Where the magic occurs
 * in the data at a multiple of 4, the record is split and the magic itself left out, so that a reader can find its place again.
 * Source: dmlc-core, include/dmlc/recordio.h and src/recordio.cc.
 */
const MAGIC = 0xced7230a;
const MAGIC_BYTES = Buffer.from([0x0a, 0x23, 0xd7, 0xce]);
const HEAD_BYTES = 8;
const WHOLE = 0;
const FIRST = 1;
const MIDDLE = 2;
const LAST = 3;

/** Length of a part is stored in 29 bits. */
export const RECORD_LIMIT_BYTES = 2 ** 29;

/** @throws Failure invalid-input when the data has 2^29 bytes or more */
export function writeRecord(file: PackFile, data: Buffer): void {
  if (data.length >= RECORD_LIMIT_BYTES) {
    throw new Failure({
      code: 'invalid-input',
      message: `A record of RecordIO has less than ${RECORD_LIMIT_BYTES} bytes; this one has ${data.length}.`,
      place: file.path,
      remedy: 'Choose another format.',
    });
  }
  let done = 0;
  for (let at = alignedMagic(data, 0); at !== -1; at = alignedMagic(data, done)) {
    writePart(file, done === 0 ? FIRST : MIDDLE, data.subarray(done, at));
    done = at + MAGIC_BYTES.length;
  }
  writePart(file, done === 0 ? WHOLE : LAST, data.subarray(done));
}

/** Where the magic lies at a multiple of 4, from `start` on, itself a multiple of 4; -1 when nowhere. */
function alignedMagic(data: Buffer, start: number): number {
  let at = data.indexOf(MAGIC_BYTES, start);
  while (at !== -1 && at % 4 !== 0) at = data.indexOf(MAGIC_BYTES, at + 1);
  return at;
}

function writePart(file: PackFile, flag: number, data: Buffer): void {
  const head = Buffer.allocUnsafe(HEAD_BYTES);
  head.writeUInt32LE(MAGIC, 0);
  head.writeUInt32LE(((flag << 29) | data.length) >>> 0, 4);
  file.write(head);
  file.write(data);
  file.write(Buffer.alloc(paddingOf(data.length)));
}

const paddingOf = (length: number): number => (4 - (length % 4)) % 4;

/** @throws Failure corrupt-data naming the byte: no record there, a length beyond the file or `maxBytes`, parts in no order */
export async function readRecord(file: PackWindow, offset: number, maxBytes: number): Promise<Buffer> {
  let part = await readPart(file, offset, maxBytes);
  if (part.flag === WHOLE) return part.data;
  if (part.flag !== FIRST) throw corruptAt(file.path, offset, 'This is a later part of a record, not its beginning.');
  const pieces = [part.data];
  let length = part.data.length;
  while (part.flag !== LAST) {
    const start = part.end;
    part = await readPart(file, start, maxBytes - length);
    if (part.flag !== MIDDLE && part.flag !== LAST)
      throw corruptAt(file.path, start, `A record begins here before the one at byte ${offset} has ended.`);
    pieces.push(MAGIC_BYTES, part.data);
    length += MAGIC_BYTES.length + part.data.length;
  }
  return Buffer.concat(pieces, length);
}

interface Part {
  readonly flag: number;
  readonly data: Buffer;
  /** Where the next part or record begins. */
  readonly end: number;
}

async function readPart(file: PackWindow, offset: number, maxBytes: number): Promise<Part> {
  const { path, sizeBytes: size } = file;
  if (offset + HEAD_BYTES > size)
    throw corruptAt(path, offset, `No record fits in here: the file ends at byte ${size}.`);
  const head = await file.read(offset, HEAD_BYTES);
  if (head.readUInt32LE(0) !== MAGIC)
    throw corruptAt(path, offset, 'No record begins here: the magic number is missing.');
  const word = head.readUInt32LE(4);
  const flag = word >>> 29;
  const length = word & (RECORD_LIMIT_BYTES - 1);
  const start = offset + HEAD_BYTES;
  const fault =
    flag > LAST
      ? `The record has the part number ${flag}; 0 to 3 are known.`
      : start + length > size
        ? `The record claims ${length} bytes, but the file ends at byte ${size}.`
        : length > maxBytes
          ? 'The record is larger than any picture of a face.'
          : null;
  if (fault !== null) throw corruptAt(path, offset, fault);
  return { flag, data: await file.read(start, length), end: start + length + paddingOf(length) };
}
