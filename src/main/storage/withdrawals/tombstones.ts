import { join } from 'node:path';
import { Tombstone } from '@shared/domain/withdrawal';
import { openLineAppender, readJsonLines } from '../../platform/jsonLines';

const tombstonesFile = (setFolder: string): string => join(setFolder, 'tombstones.jsonl');

function parsed(text: string): Tombstone[] {
  try {
    return [Tombstone.parse(JSON.parse(text))];
  } catch {
    return []; // A damaged line says nothing; the erasure that wrote it has its certificate.
  }
}

/** What was erased from a set's folder. @throws Failure io */
export const readTombstones = async (setFolder: string): Promise<Tombstone[]> =>
  (await readJsonLines(tombstonesFile(setFolder))).lines.flatMap(parsed);

/** Adds those that are not there yet, flushed before it returns. @throws Failure disk-full, io */
export async function addTombstones(setFolder: string, tombstones: readonly Tombstone[]): Promise<void> {
  const keyOf = ({ sampleId, withdrawalId }: Tombstone): string => `${sampleId} ${withdrawalId}`;
  const present = new Set((await readTombstones(setFolder)).map(keyOf));
  const missing = tombstones.filter((tombstone) => !present.has(keyOf(tombstone)));
  if (missing.length === 0) return;
  const appender = await openLineAppender(tombstonesFile(setFolder), { durable: true });
  try {
    await appender.append(missing.map((tombstone) => JSON.stringify(Tombstone.parse(tombstone))));
  } finally {
    await appender.close();
  }
}
