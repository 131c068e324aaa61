import { basename } from 'node:path';
import { sampleSetOf } from '@shared/domain/curationSamples';
import { MAX_SAMPLES_PER_IDENTITY, type SetId } from '@shared/domain/ids';
import type { FrozenListRef } from '@shared/domain/jobs';
import { readFrozenList } from '../storage/frozenListFile';
import type { Session } from './session';

export interface KeptList {
  readonly ref: FrozenListRef;
  /** Samples of the identity that has most. */
  readonly mostPerIdentity: number;
}

/** Reads a list of samples and has the library keep it, so that the export can be made again without the file. @throws Failure */
export async function keepListOf(session: Session, setId: SetId, path: string): Promise<KeptList> {
  const { keys } = await readFrozenList(path);
  const counts = new Map<number, number>();
  for (const key of keys) {
    const identity = Math.floor(key / MAX_SAMPLES_PER_IDENTITY);
    counts.set(identity, (counts.get(identity) ?? 0) + 1);
  }
  const name = basename(path).slice(0, 80);
  const ref = await session.call('export.keepList', { setId, name, samples: sampleSetOf(keys) });
  let mostPerIdentity = 0;
  for (const count of counts.values()) mostPerIdentity = Math.max(mostPerIdentity, count);
  return { ref, mostPerIdentity };
}
