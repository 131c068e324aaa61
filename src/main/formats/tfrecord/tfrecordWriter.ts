import { join } from 'node:path';
import type { DatasetWriter, OpenWriter, PackedImage, PackedPlace, PackPlan } from '../packs/datasetWriter';
import { PackFile } from '../packs/packFile';
import { planShards, shardName } from '../packs/shardPlan';
import { endingOf, factsOf } from '../packs/softLabel';
import { exampleParts } from './exampleWriter';
import { maskedCrc32c } from './maskedCrc32c';

/** `image/format` by TF-Slim's words. */
const formatOf = (name: string): string => {
  const ending = endingOf(name);
  return ending === 'jpg' ? 'jpeg' : ending;
};

/**
 * Features of an image. `image/source_id`, `image/filename` and `image/encoded` are what arcface-tf2 reads (convert_train_binary_tfrecord.py; its
 * source_id is the class); the `image/class` group, format and sizes are TF-Slim's; the `outis` group is ours.
 */
const featuresOf = (image: PackedImage): readonly Uint8Array[] => {
  const facts = factsOf(image);
  return exampleParts({
    'image/class/label': image.label,
    'image/class/text': image.identity,
    'image/encoded': image.bytes,
    'image/filename': `${image.identity}/${image.name}`,
    'image/format': formatOf(image.name),
    'image/height': image.heightPx,
    'image/source_id': image.label,
    'image/width': image.widthPx,
    'outis/origin': facts.origin,
    'outis/partner_label': facts.partner_label,
    'outis/sample_id': facts.sample_id,
    'outis/weight': { float: facts.weight },
  });
};

/**
 * TFRecord shards `train-00000-of-000NN.tfrecord`: per record the length as uint64, its masked CRC-32C, the `tf.train.Example`, its masked CRC-32C,
 * all little-endian (tensorflow.org, "TFRecord and tf.train.Example"). The entry of an image is its record's number in the shard, from 0.
 * Images are expected in the order of `packOrder`.
 */
export const openTfrecordWriter: OpenWriter = (folder, plan) => Promise.resolve(createTfrecordWriter(folder, plan));

function createTfrecordWriter(folder: string, plan: PackPlan): DatasetWriter {
  const shards = planShards(plan);
  const made: string[] = [];
  let file: PackFile | null = null;
  let added = 0;

  return {
    add(image: PackedImage): PackedPlace {
      const shard = shards.shardOf(added);
      if (file === null || made.length <= shard) {
        file?.finish();
        const name = shardName(shard, shards.shardCount, 'tfrecord');
        file = new PackFile(join(folder, name));
        made.push(name);
      }
      writeRecord(file, Buffer.concat(featuresOf(image)));
      return { path: made.at(-1) ?? '', entry: String(added++ - shards.startOf(shard)) };
    },
    finish() {
      file?.finish();
      file = null;
      return Promise.resolve(made);
    },
    abort() {
      file?.abort();
      file = null;
      return Promise.resolve();
    },
  };
}

function writeRecord(file: PackFile, message: Uint8Array): void {
  const head = Buffer.alloc(12);
  head.writeBigUInt64LE(BigInt(message.length), 0);
  head.writeUInt32LE(maskedCrc32c(head.subarray(0, 8)), 8);
  const tail = Buffer.alloc(4);
  tail.writeUInt32LE(maskedCrc32c(message), 0);
  file.write(head);
  file.write(message);
  file.write(tail);
}
