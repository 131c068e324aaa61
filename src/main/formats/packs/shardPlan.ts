import type { PackPlan } from './datasetWriter';

/** A shard of a format that says `of how many` in each name stays below this even if no image were compressed. */
const MAX_RAW_BYTES = 512 * 1024 * 1024;
const MAX_IMAGES = 10_000;

export interface ShardPlan {
  readonly shardCount: number;
  /** Shard of the image that is added as number `position`, 0-based. */
  readonly shardOf: (position: number) => number;
  /** First position of a shard. */
  readonly startOf: (shard: number) => number;
}

/**
 * Equal shards of at most 10,000 images, and fewer where images are large, for formats whose names hold the number of shards: it must be known
 * before the first image, when no file size is. Counted on three bytes per pixel, which no encoded face reaches.
 */
export function planShards({ imageCount, widthPx, heightPx }: PackPlan): ShardPlan {
  const perShard = Math.max(1, Math.min(MAX_IMAGES, Math.floor(MAX_RAW_BYTES / (widthPx * heightPx * 3))));
  const shardCount = Math.max(1, Math.ceil(imageCount / perShard));
  const startOf = (shard: number): number => Math.floor((shard * imageCount) / shardCount);
  return {
    shardCount,
    startOf,
    shardOf: (position) => {
      let shard = Math.min(shardCount - 1, Math.floor((position * shardCount) / Math.max(1, imageCount)));
      while (shard + 1 < shardCount && position >= startOf(shard + 1)) shard++;
      while (position < startOf(shard)) shard--;
      return shard;
    },
  };
}

/** `train-00000-of-00012.parquet`: the rule of TensorFlow's and Hugging Face's datasets. */
export const shardName = (shard: number, shardCount: number, ending: string): string =>
  `train-${String(shard).padStart(5, '0')}-of-${String(shardCount).padStart(5, '0')}.${ending}`;
