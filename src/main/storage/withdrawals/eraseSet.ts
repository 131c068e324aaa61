import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { readFile } from 'node:fs/promises';
import { SetInfo } from '@shared/domain/setInfo';
import type { WithdrawalId } from '@shared/domain/withdrawal';
import type { AffectedSet } from '@shared/domain/withdrawalPlan';
import { syncDirectory, TEMPORARY_SUFFIX, writeFileAtomic } from '../../platform/atomicWrite';
import { ioFailure, isMissing } from '../../platform/ioFailure';
import { decodeFactors, encodeFactors } from '../coefficients/factorTable';
import { readJsonAs, writeJson } from '../jsonFile';
import { inside } from '../libraryPaths';
import { orNull } from '../orNull';
import { filesBelow } from './fileTree';
import { eraseRows, readFolderRows } from './sampleShards';
import { addTombstones } from './tombstones';

/** Called between two changes on the disk; it may throw, and the erasure is then continued by calling it again. */
export type Pause = () => void;

/** @throws Failure disk-full, io */
export const leaveTombstones = (
  libraryPath: string,
  { folder, samples }: AffectedSet,
  { withdrawalId, at }: { readonly withdrawalId: WithdrawalId; readonly at: string },
): Promise<void> =>
  addTombstones(
    inside(libraryPath, folder),
    samples.map(({ sampleId, sha256 }) => ({ sampleId, sha256, withdrawalId, at })),
  );

async function names(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (thrown) {
    if (isMissing(thrown)) return [];
    throw ioFailure(thrown, 'list the folder', folder);
  }
}

/** Writes the saved factors again without some samples; a part that cannot be read goes, as theirs may be in it. */
async function eraseFactors(setFolder: string, ids: ReadonlySet<string>): Promise<void> {
  const folder = join(setFolder, 'coefficients');
  for (const name of await names(folder)) {
    const path = join(folder, name);
    if (name.endsWith(TEMPORARY_SUFFIX)) await rm(path, { force: true });
    if (!name.endsWith('.arrow.gz')) continue;
    const samples = await unpacked(path);
    const stay = samples?.filter(({ id }) => !ids.has(id)) ?? [];
    if (stay.length === 0) await rm(path, { force: true });
    else if (stay.length < (samples?.length ?? 0))
      await writeFileAtomic(path, await promisify(gzip)(encodeFactors(stay)));
  }
}

async function unpacked(path: string): Promise<Exclude<ReturnType<typeof decodeFactors>, string> | null> {
  try {
    const samples = decodeFactors(await promisify(gunzip)(await readFile(path), { maxOutputLength: 1 << 27 }));
    return typeof samples === 'string' ? null : samples;
  } catch {
    return null; // damaged: no reader can use it either
  }
}

async function countAgain(setFolder: string): Promise<void> {
  const path = join(setFolder, 'set.json');
  const info = await orNull(readJsonAs(path, SetInfo));
  if (info?.state !== 'complete') return;
  const rows = await readFolderRows(setFolder);
  const counts = {
    identities: new Set(rows.map(({ identityIndex }) => identityIndex)).size,
    samples: rows.length,
    sizeBytes: rows.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  };
  if (JSON.stringify(counts) !== JSON.stringify(info.counts)) await writeJson(path, { ...info, counts });
}

/**
 * Takes the people out of the sample table, the saved factors and the counts of a set; their images still lie there, and nothing
 * finds them any more. @throws Failure corrupt-data, disk-full, io
 */
export async function eraseFromTables(libraryPath: string, set: AffectedSet, pause: Pause): Promise<void> {
  const folder = inside(libraryPath, set.folder);
  if (set.isWhole) return;
  pause();
  await eraseRows(folder, new Set(set.identities));
  pause();
  await eraseFactors(folder, new Set(set.samples.map(({ sampleId }) => sampleId)));
  pause();
  await countAgain(folder);
}

/** Unlinks the images, and what else lies in the folders of these people alone. @throws Failure invalid-input, io */
export async function eraseImages(libraryPath: string, set: AffectedSet, pause: Pause): Promise<void> {
  const folder = inside(libraryPath, set.folder);
  pause();
  if (set.isWhole) {
    await rm(folder, { recursive: true, force: true });
    return;
  }
  const files = set.samples.map(({ file }) => inside(join(folder, 'images'), file.replace(/^images\//, '')));
  const others = new Set((await readFolderRows(folder)).map(({ file }) => dirname(join(folder, file))));
  const folders = new Set([
    ...files.map(dirname),
    // Images of a batch that was never committed are in no table.
    ...set.identities.map((identity) => join(folder, 'images', String(identity + 1).padStart(6, '0'))),
  ]);
  for (const file of files) {
    pause();
    await unlink(file);
  }
  for (const own of folders) {
    if (own === join(folder, 'images') || others.has(own)) continue;
    pause();
    for await (const { path } of filesBelow(own)) await unlink(path);
    await rm(own, { recursive: true, force: true });
  }
  await flush(join(folder, 'images'));
}

async function unlink(path: string): Promise<void> {
  try {
    await rm(path, { force: true });
  } catch (thrown) {
    throw ioFailure(thrown, 'erase the image', path);
  }
}

async function flush(folder: string): Promise<void> {
  try {
    await syncDirectory(folder);
  } catch (thrown) {
    if (!isMissing(thrown)) throw ioFailure(thrown, 'flush the folder', folder);
  }
}
