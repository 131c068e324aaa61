import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { ioFailure } from '../../platform/ioFailure';
import { MAX_SHARD_BYTES, decodeScores } from './scoreColumns';
import { namesIn } from './scoreFolders';
import type { ScoreRows } from './scoreTypes';

/** `batch-00012-<16 digits>.arrow`: the digits are over the samples in it, so a part that no longer fits is known by its name. */
const SHARD = /^batch-(\d{5,7})-([0-9a-f]{16})\.arrow$/;

export interface Shard {
  readonly path: string;
  readonly name: string;
  readonly batch: number;
}

export const shardName = (batch: number, key: string): string => `batch-${String(batch).padStart(5, '0')}-${key}.arrow`;

/** The committed parts of a scorer's folder in the order of their batches. @throws Failure io */
export async function listShards(folder: string): Promise<Shard[]> {
  const shards = (await namesIn(folder)).flatMap((name) => {
    const batch = SHARD.exec(name)?.[1];
    return batch === undefined ? [] : [{ path: join(folder, name), name, batch: Number(batch) }];
  });
  return shards.sort((a, b) => a.batch - b.batch);
}

/** @returns its rows, or what is wrong with it in words @throws Failure io */
export async function readShard({ path }: Shard): Promise<ScoreRows[] | string> {
  try {
    const handle = await open(path, 'r');
    try {
      const { size } = await handle.stat();
      if (size > MAX_SHARD_BYTES) return `it has ${size} bytes, more than any part can have`;
      return decodeScores(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (thrown) {
    throw ioFailure(thrown, 'read a part of the scores', path);
  }
}
