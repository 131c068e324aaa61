import { join } from 'node:path';
import type { DatasetWriter, OpenWriter, PackedImage, PackedPlace, PackPlan } from '../packs/datasetWriter';
import { endingOf, factsJson, factsOf } from '../packs/softLabel';
import { BLOCK_BYTES, paddingOf } from '../tar/tarHeader';
import { TarWriter } from '../tar/tarWriter';

/**
 * A shard ends at whichever comes first. 10,000 faces are 60 to 100 MB: many enough shards to spread over workers and to shuffle, large enough
 * to be read in one go.
 */
export interface ShardLimits {
  readonly maxImages: number;
  readonly maxBytes: number;
}
const LIMITS: ShardLimits = { maxImages: 10_000, maxBytes: 512 * 1024 * 1024 };

/** Digits of a key, as in webdataset's own examples. */
const KEY_DIGITS = 9;

/**
 * Tar shards `NAME-000000.tar` as webdataset, DALI and Hugging Face's `datasets` read them: per image the adjacent members `000123456.jpg` (the
 * stored file), `.cls` (class as text) and `.json` (label, identity, origin, soft label, sample). The key is the image's `index`, unique over all
 * shards. Images are expected in the order of `packOrder`.
 */
export const openWebdatasetWriter: OpenWriter = (folder, plan) =>
  Promise.resolve(createWebdatasetWriter(folder, plan, LIMITS));

export function createWebdatasetWriter(folder: string, plan: PackPlan, limits: ShardLimits): DatasetWriter {
  const shards: string[] = [];
  let shard: TarWriter | null = null;
  let imagesInShard = 0;

  const startShard = (): TarWriter => {
    const name = `${plan.name}-${String(shards.length).padStart(6, '0')}.tar`;
    const opened = new TarWriter(join(folder, name));
    shards.push(name);
    imagesInShard = 0;
    return opened;
  };

  return {
    add(image: PackedImage): PackedPlace {
      const key = String(image.index).padStart(KEY_DIGITS, '0');
      const members: readonly (readonly [string, Uint8Array])[] = [
        [`${key}.${endingOf(image.name)}`, image.bytes],
        [`${key}.cls`, Buffer.from(String(image.label))],
        [`${key}.json`, Buffer.from(factsJson(factsOf(image)))],
      ];
      const bytes = members.reduce((sum, [, { length }]) => sum + BLOCK_BYTES + length + paddingOf(length), 0);
      if (shard !== null && (imagesInShard >= limits.maxImages || shard.length + bytes > limits.maxBytes)) {
        shard.finish();
        shard = null;
      }
      shard ??= startShard();
      for (const [name, content] of members) shard.add(name, content);
      imagesInShard++;
      return { path: shards.at(-1) ?? '', entry: members[0]?.[0] ?? '' };
    },
    finish() {
      shard?.finish();
      shard = null;
      return Promise.resolve(shards);
    },
    abort() {
      shard?.abort();
      shard = null;
      return Promise.resolve();
    },
  };
}
