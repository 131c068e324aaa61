import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatasetWriter, OpenWriter, PackedImage, PackedPlace, PackPlan } from '../packs/datasetWriter';
import { planShards, shardName } from '../packs/shardPlan';
import { factsOf } from '../packs/softLabel';
import { hfCard } from './hfCard';
import { ParquetShard } from './parquetShard';

const DATA_FOLDER = 'data';

/**
 * `data/train-00000-of-000NN.parquet` and README.md, as `datasets` and the Hub write them: `image` as struct {bytes, path}, `label` as ClassLabel
 * with the identities' names. The entry of an image is its row in the shard, from 0.
 */
export const openHfParquetWriter: OpenWriter = (folder, plan) => Promise.resolve(createHfParquetWriter(folder, plan));

function createHfParquetWriter(folder: string, plan: PackPlan): DatasetWriter {
  mkdirSync(join(folder, DATA_FOLDER), { recursive: true });
  const shards = planShards(plan);
  const made: string[] = [];
  let shard: ParquetShard | null = null;
  let added = 0;

  return {
    add(image: PackedImage): PackedPlace {
      const number = shards.shardOf(added);
      if (shard === null || made.length <= number) {
        shard?.finish();
        const name = `${DATA_FOLDER}/${shardName(number, shards.shardCount, 'parquet')}`;
        shard = new ParquetShard(join(folder, name), plan.identities);
        made.push(name);
      }
      shard.add({ bytes: image.bytes, path: image.name }, factsOf(image));
      return { path: made.at(-1) ?? '', entry: String(added++ - shards.startOf(number)) };
    },
    finish() {
      shard?.finish();
      shard = null;
      writeFileSync(
        join(folder, 'README.md'),
        hfCard(plan, `${DATA_FOLDER}/train-*`, 'a ClassLabel with the names of the identities'),
      );
      return Promise.resolve([...made, 'README.md']);
    },
    abort() {
      shard?.abort();
      shard = null;
      return Promise.resolve();
    },
  };
}
