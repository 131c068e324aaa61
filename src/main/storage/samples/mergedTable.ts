import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '../../platform/atomicWrite';
import { sha256Hex } from '../../platform/hash';
import { isMissing } from '../../platform/ioFailure';

/**
 * A copy of all parts of a sample table in one Arrow stream. Only a projection: its name says which parts it joins and what its
 * bytes hash to, so a stale or damaged one is passed over, and it may be deleted at any time.
 */
const MERGED = /^merged-([0-9a-f]{16})-([0-9a-f]{64})\.arrows$/;

const keyOf = (batches: readonly number[]): string => sha256Hex(batches.join(',')).slice(0, 16);

async function mergedNames(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => MERGED.test(name));
  } catch (thrown) {
    if (isMissing(thrown)) return [];
    throw thrown;
  }
}

/** The joined table of exactly these parts, or null when there is none that can be trusted. */
export async function readMerged(folder: string, batches: readonly number[]): Promise<Uint8Array | null> {
  const key = keyOf(batches);
  for (const name of await mergedNames(folder)) {
    const [, ownKey, sha256] = MERGED.exec(name) ?? [];
    if (ownKey !== key) continue;
    const bytes = await readFile(join(folder, name));
    if (sha256Hex(bytes) === sha256) return bytes;
  }
  return null;
}

/** Writes the joined table and removes older ones. @throws Failure disk-full, io */
export async function writeMerged(folder: string, batches: readonly number[], bytes: Uint8Array): Promise<void> {
  const name = `merged-${keyOf(batches)}-${sha256Hex(bytes)}.arrows`;
  const old = (await mergedNames(folder)).filter((other) => other !== name);
  await writeFileAtomic(join(folder, name), bytes);
  for (const other of old) await rm(join(folder, other), { force: true });
}
