import { readFile, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SampleRow } from '@shared/domain/sample';
import { Failure } from '@shared/lib/failure';
import { writeFileAtomic } from '../../platform/atomicWrite';
import { ioFailure, isMissing } from '../../platform/ioFailure';
import { MAX_TABLE_BYTES, decodeColumns, encodeColumns } from '../samples/arrowColumns';
import { checkColumns } from '../samples/checkColumns';
import { columnsOf, rowsOf } from '../samples/sampleColumns';

const SHARD = /^batch-\d{6}\.arrow$/;
const MERGED = /^merged-.*\.arrows$/;

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (thrown) {
    if (isMissing(thrown)) return [];
    throw ioFailure(thrown, 'list the sample table', folder);
  }
}

async function readShard(path: string): Promise<SampleRow[]> {
  let bytes: Buffer;
  try {
    if ((await stat(path)).size > MAX_TABLE_BYTES) throw damaged(path, 'it is larger than any part can be');
    bytes = await readFile(path);
  } catch (thrown) {
    throw ioFailure(thrown, 'read a part of the sample table', path);
  }
  const parts = decodeColumns(bytes);
  if (typeof parts === 'string') throw damaged(path, parts);
  return parts.flatMap((part) => {
    const fault = checkColumns(part);
    if (fault !== null) throw damaged(path, fault);
    return rowsOf(part);
  });
}

const damaged = (path: string, why: string): Failure =>
  new Failure({
    code: 'corrupt-data',
    message: `A part of the sample table cannot be read, and the person may be in it: ${why}.`,
    place: path,
    remedy: 'Restore this file from a backup, or remove the set; then resume the withdrawal.',
  });

/**
 * Every row of a set's folder, wherever the folder lies (also in the trash).
 * @throws Failure corrupt-data: what cannot be read might be the subject's
 */
export async function readFolderRows(setFolder: string): Promise<SampleRow[]> {
  const folder = join(setFolder, 'samples');
  const rows: SampleRow[] = [];
  for (const name of await namesIn(folder)) if (SHARD.test(name)) rows.push(...(await readShard(join(folder, name))));
  return rows;
}

/**
 * Writes the parts of a sample table again without some identities. The joined table goes first, as it is only a copy and would be
 * believed. A part that is left without rows stays, as its batch was committed.
 * @throws Failure corrupt-data, disk-full, io
 */
export async function eraseRows(setFolder: string, identities: ReadonlySet<number>): Promise<void> {
  const folder = join(setFolder, 'samples');
  const names = await namesIn(folder);
  for (const name of names) if (MERGED.test(name)) await rm(join(folder, name), { force: true });
  for (const name of names) {
    if (!SHARD.test(name)) continue;
    const path = join(folder, name);
    const rows = await readShard(path);
    const stay = rows.filter(({ identityIndex }) => !identities.has(identityIndex));
    if (stay.length < rows.length) await writeFileAtomic(path, encodeColumns(columnsOf(stay), 'file'));
  }
}
