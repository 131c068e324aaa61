import { throwIfCancelled, type CancelSignal } from '@shared/lib/abort';
import { Failure } from '@shared/lib/failure';
import { foreignPath } from '../packs/foreignNames';
import { corruptAt } from '../packs/packFault';
import { PackWindow } from '../packs/packWindow';
import { BLOCK_BYTES, paddingOf, parseTarHeader } from './tarHeader';
import { parsePaxRecords } from './paxRecords';

export interface TarMember {
  readonly name: string;
  /** Of its header. */
  readonly offset: number;
  readonly bytes: Uint8Array;
}

const MAX_MEMBER_BYTES = 256 * 1024 * 1024;
const MAX_MEMBERS = 10_000_000;
/** Long names and pax records. */
const MAX_EXTRA_BYTES = 64 * 1024;

const WHAT: Readonly<Record<string, string>> = {
  '1': 'a link',
  '2': 'a symbolic link',
  '3': 'a device',
  '4': 'a device',
  '6': 'a pipe',
  S: 'a sparse file, which may claim more than it holds',
};

/** What the headers before a member say of it. */
interface Announced {
  readonly name?: string;
  readonly size?: number;
}

/**
 * Files of a tar archive in order (ustar, pax, GNU long names), one in memory at a time. Nothing is unpacked to the disk; what is not a plain
 * file below the archive is refused, not passed over, for nobody puts it into a dataset unknowingly.
 * @throws Failure invalid-input, corrupt-data (both naming member and byte), not-found, io, cancelled
 */
export async function* readTar(path: string, signal: CancelSignal): AsyncGenerator<TarMember> {
  const file = await PackWindow.open(path);
  try {
    yield* members(file, signal);
  } finally {
    await file.close();
  }
}

async function* members(file: PackWindow, signal: CancelSignal): AsyncGenerator<TarMember> {
  const { path } = file;
  let announced: Announced = {};
  let count = 0;
  for (let offset = 0; ;) {
    throwIfCancelled(signal);
    if (!file.has(offset, BLOCK_BYTES)) throw corruptAt(path, offset, 'The archive ends without its end mark.');
    const block = await file.read(offset, BLOCK_BYTES);
    if (block.every((byte) => byte === 0)) return;
    const header = parseTarHeader(block);
    if (header === null) throw badHeader(path, offset, block);
    const size = header.type === '0' ? (announced.size ?? header.size) : header.size;
    const body = offset + BLOCK_BYTES;
    const where = `${path}, byte ${offset} (${JSON.stringify((announced.name ?? header.name).slice(0, 200))})`;
    if (!file.has(body, size))
      throw corruptAt(
        path,
        offset,
        `The member ${JSON.stringify(header.name)} claims ${size} bytes, more than the archive holds.`,
      );
    if (++count > MAX_MEMBERS) throw refused(where, `The archive has more than ${MAX_MEMBERS} members.`);

    if (header.type === 'x' || header.type === 'L' || header.type === 'g') {
      if (size > MAX_EXTRA_BYTES) throw refused(where, `A header of ${size} bytes is longer than ${MAX_EXTRA_BYTES}.`);
      const extra = await file.read(body, size);
      // Global records are of times and comments; a size or a path in them is nothing that a writer of files needs.
      if (header.type === 'x') announced = { ...announced, ...fromPax(extra, path, offset) };
      else if (header.type === 'L') announced = { ...announced, name: extra.toString('utf8').replace(/\0+$/, '') };
    } else {
      if (header.type !== '0' && header.type !== '5')
        throw refused(
          where,
          `This member is ${WHAT[header.type] ?? `of the unknown kind ${JSON.stringify(header.type)}`}.`,
        );
      const name = foreignPath(announced.name ?? header.name, where);
      announced = {};
      if (header.type === '0' && !name.endsWith('/')) {
        if (size > MAX_MEMBER_BYTES) throw refused(where, `It has ${size} bytes, more than ${MAX_MEMBER_BYTES}.`);
        yield { name, offset, bytes: await file.read(body, size) };
      }
    }
    offset = body + size + paddingOf(size);
  }
}

function fromPax(bytes: Buffer, path: string, offset: number): Announced {
  const records = parsePaxRecords(bytes);
  if (records === null) throw corruptAt(path, offset, 'A pax header cannot be read.');
  if ([...records.keys()].some((key) => key.startsWith('GNU.sparse')))
    throw refused(`${path}, byte ${offset}`, 'This member is a sparse file, which may claim more than it holds.');
  const name = records.get('path');
  const size = records.get('size');
  if (size !== undefined && !/^\d{1,15}$/.test(size))
    throw corruptAt(path, offset, 'A pax header states no readable size.');
  return { ...(name === undefined ? {} : { name }), ...(size === undefined ? {} : { size: Number(size) }) };
}

function badHeader(path: string, offset: number, block: Buffer): Failure {
  if (offset === 0 && block[0] === 0x1f && block[1] === 0x8b) {
    return new Failure({
      code: 'invalid-input',
      message: 'The archive is compressed; only plain tar is read.',
      place: path,
      remedy: 'Unpack it once with gunzip; images do not shrink by it.',
    });
  }
  return corruptAt(path, offset, 'There is no tar header where one must stand.');
}

const refused = (place: string, message: string): Failure =>
  new Failure({
    code: 'invalid-input',
    message,
    place,
    remedy: 'Do not trust this archive; if it is your own, pack it again from plain files.',
  });
