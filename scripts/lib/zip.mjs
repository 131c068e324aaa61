import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';

// Field offsets follow PKWARE's APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.14 to 4.3.16.
const endSignature = 0x06054b50;
const end64LocatorSignature = 0x07064b50;
const end64Signature = 0x06064b50;
const centralSignature = 0x02014b50;
const localSignature = 0x04034b50;
const maxDirectoryBytes = 256 * 1024 * 1024;

/**
 * @typedef {{name: string, method: number, compressedSize: number, size: number, crc: number, offset: number, mode: number}} ZipEntry
 */

/**
 * Lists a zip archive, ZIP64 included, from its central directory.
 * @param {string} path
 * @returns {Promise<ZipEntry[]>}
 * @throws when the file is no zip archive, is cut off, or lists more than its directory holds
 */
export async function listZip(path) {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const directory = await findDirectory(file, size);
    if (directory.size > maxDirectoryBytes || directory.offset + directory.size > size)
      throw new Error(`${path}: the zip directory lies outside the file`);
    return parseDirectory(await readAt(file, directory.offset, directory.size), directory.count);
  } finally {
    await file.close();
  }
}

/**
 * Extracts chosen entries into a folder, as streams, each checked for size and CRC-32.
 * @param {string} path the archive
 * @param {string} folder nothing is ever written outside it
 * @param {(name: string) => string | undefined} place where an entry goes, relative to the folder; undefined leaves it out
 * @param {(bytes: number) => void} [onBytes] told of each written piece
 * @returns {Promise<string[]>} the relative places written
 * @throws on an entry that would leave the folder, is a link, is encrypted, or does not match its size or checksum
 */
export async function extractZip(path, folder, place, onBytes = () => undefined) {
  const chosen = [];
  for (const entry of await listZip(path)) {
    const to = entry.name.endsWith('/') ? undefined : place(entry.name);
    if (to !== undefined) chosen.push({ entry, to, target: containedPath(folder, to) });
  }
  for (const { entry, target } of chosen) await extractEntry(path, entry, target, onBytes);
  return chosen.map(({ to }) => to);
}

/**
 * The absolute path of a relative name inside a folder.
 * @throws when the name is absolute, climbs out, or holds what no honest archive holds
 */
export function containedPath(folder, name) {
  const target = resolve(folder, name);
  const inside = relative(resolve(folder), target);
  const hostile = name === '' || /[\0\\]/.test(name) || /^[A-Za-z]:/.test(name) || isAbsolute(name);
  if (hostile || inside === '' || inside.split('/')[0] === '..' || isAbsolute(inside) || name.split('/').includes('..'))
    throw new Error(`archive entry ${JSON.stringify(name)} would be written outside its folder`);
  return target;
}

async function readAt(file, offset, length) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, offset);
  if (bytesRead !== length) throw new Error('the zip archive is cut off');
  return buffer;
}

async function findDirectory(file, size) {
  const tailLength = Math.min(size, 22 + 65_535);
  const tail = await readAt(file, size - tailLength, tailLength);
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (at < 0 || at + 22 > tail.length || tail.readUInt32LE(at) !== endSignature) throw new Error('not a zip archive');
  const locatorAt = at - 20;
  if (locatorAt >= 0 && tail.readUInt32LE(locatorAt) === end64LocatorSignature) {
    const record = await readAt(file, Number(tail.readBigUInt64LE(locatorAt + 8)), 56);
    if (record.readUInt32LE(0) !== end64Signature) throw new Error('the ZIP64 directory is damaged');
    return {
      count: Number(record.readBigUInt64LE(32)),
      size: Number(record.readBigUInt64LE(40)),
      offset: Number(record.readBigUInt64LE(48)),
    };
  }
  return { count: tail.readUInt16LE(at + 10), size: tail.readUInt32LE(at + 12), offset: tail.readUInt32LE(at + 16) };
}

function parseDirectory(bytes, count) {
  const entries = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== centralSignature)
      throw new Error(`the zip directory is damaged at entry ${index}`);
    const nameLength = bytes.readUInt16LE(at + 28);
    const extraLength = bytes.readUInt16LE(at + 30);
    const extraAt = at + 46 + nameLength;
    const entry = {
      name: bytes.toString('utf8', at + 46, extraAt),
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      compressedSize: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
      mode: bytes.readUInt32LE(at + 38) >>> 16,
    };
    applyZip64(entry, bytes.subarray(extraAt, extraAt + extraLength));
    entries.push(entry);
    at = extraAt + extraLength + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** The 64-bit fields stand in this order, each only when its 32-bit field is all ones (APPNOTE 4.5.3). */
function applyZip64(entry, extra) {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let field = at + 4;
    for (const name of ['size', 'compressedSize', 'offset']) {
      if (entry[name] !== 0xffffffff) continue;
      entry[name] = Number(extra.readBigUInt64LE(field));
      field += 8;
    }
    return;
  }
}

async function extractEntry(path, entry, target, onBytes) {
  const what = JSON.stringify(entry.name);
  if ((entry.mode & 0o170000) === 0o120000) throw new Error(`archive entry ${what} is a link`);
  if ((entry.flags & 1) !== 0) throw new Error(`archive entry ${what} is encrypted`);
  if (entry.method !== 0 && entry.method !== 8) throw new Error(`archive entry ${what} uses method ${entry.method}`);
  await mkdir(dirname(target), { recursive: true });
  const start = await dataOffset(path, entry);
  let written = 0;
  let crc = 0;
  const check = new Transform({
    transform(chunk, _encoding, done) {
      written += chunk.length;
      crc = crc32(chunk, crc);
      onBytes(chunk.length);
      // Stop at once: an entry that grows past its declared size must not fill the disk.
      done(written > entry.size ? new Error(`archive entry ${what} is larger than declared`) : null, chunk);
    },
  });
  const output = createWriteStream(target, { flags: 'wx' });
  if (entry.compressedSize === 0) {
    await pipeline([], check, output);
  } else {
    const source = createReadStream(path, { start, end: start + entry.compressedSize - 1, highWaterMark: 1 << 20 });
    await (entry.method === 0
      ? pipeline(source, check, output)
      : pipeline(source, createInflateRaw({ chunkSize: 1 << 20 }), check, output));
  }
  if (written !== entry.size || crc !== entry.crc) throw new Error(`archive entry ${what} is damaged`);
}

async function dataOffset(path, entry) {
  const file = await open(path, 'r');
  try {
    const header = await readAt(file, entry.offset, 30);
    if (header.readUInt32LE(0) !== localSignature)
      throw new Error(`archive entry ${JSON.stringify(entry.name)} is missing`);
    return entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  } finally {
    await file.close();
  }
}
