import { join } from 'node:path';
import type { DatasetWriter, OpenWriter } from '../packs/datasetWriter';
import { PackFile } from '../packs/packFile';
import { RecordFiles, refuseInexact } from './recordFiles';

/** Second label of every image: it lies on the template already. */
const ALIGNED = 1;
const NOTHING = new Uint8Array();

/**
 * InsightFace's training folder, as src/data/face2rec2.py made it: images 1…N with the labels [class, aligned]; record 0 tells
 * [N + 1, N + 1 + C]; records N + 1…N + C tell of each identity [first image, last image + 1]; `property` tells classes, height, width.
 * @throws Failure invalid-input when N + 1 + C is beyond what a float32 holds
 */
export const openRecordioWriter: OpenWriter = (folder, plan) => {
  const classCount = plan.classSizes.length;
  refuseInexact(
    plan.imageCount + 1 + classCount,
    'the number of images and identities together',
    'Export fewer samples, or choose WebDataset or im2rec.',
  );
  const files = new RecordFiles(folder);
  /** Images so far, by label. */
  const sizes = new Uint32Array(classCount);
  let count = 0;
  let lastLabel = 0;
  const writer: DatasetWriter = {
    add: ({ index, label, identity, name, bytes }) => {
      // Identity records name one run of images each.
      if (index !== count || label < lastLabel || label >= classCount)
        throw new RangeError(`image ${index} of class ${label} came after image ${count - 1} of class ${lastLabel}`);
      lastLabel = label;
      const id = ++count;
      sizes[label] = (sizes[label] ?? 0) + 1;
      files.write({ id, labels: [label, ALIGNED], isRow: true }, bytes);
      files.list(`${ALIGNED}\t${identity}/${name}\t${label}`);
      return { path: 'train.rec', entry: String(id) };
    },
    finish: () => {
      const first = count + 1;
      files.write({ id: 0, labels: [first, first + classCount], isRow: true }, NOTHING);
      let start = 1;
      sizes.forEach((size, label) => {
        files.write({ id: first + label, labels: [start, start + size], isRow: true }, NOTHING);
        start += size;
      });
      const made = files.finish();
      const property = new PackFile(join(folder, 'property'));
      property.write(Buffer.from(`${classCount},${plan.heightPx},${plan.widthPx}`));
      property.finish();
      return Promise.resolve([...made, 'property']);
    },
    abort: () => {
      files.abort();
      return Promise.resolve();
    },
  };
  return Promise.resolve(writer);
};
