import type { DatasetWriter, OpenWriter } from '../packs/datasetWriter';
import { EXACT_FLOAT_LIMIT, RecordFiles, refuseInexact } from './recordFiles';

/**
 * A flat .rec as MXNet's im2rec makes it, which DALI's readers.mxnet and MXNet's ImageRecordIter read: one label each, no records about
 * others. Images are taken in any order and keep the number of their `index`; `packOrder` gives the shuffled one that training wants, since
 * these readers read from front to back.
 * @throws Failure invalid-input when a label is beyond what a float32 holds
 */
export const openIm2recWriter: OpenWriter = (folder, plan) => {
  refuseInexact(plan.classSizes.length, 'labels', `Export fewer than ${EXACT_FLOAT_LIMIT} identities.`);
  const files = new RecordFiles(folder);
  const writer: DatasetWriter = {
    add: ({ index, label, identity, name, bytes }) => {
      files.write({ id: index, labels: [label], isRow: false }, bytes);
      files.list(`${index}\t${label.toFixed(6)}\t${identity}/${name}`);
      return { path: 'train.rec', entry: String(index) };
    },
    finish: () => Promise.resolve(files.finish()),
    abort: () => {
      files.abort();
      return Promise.resolve();
    },
  };
  return Promise.resolve(writer);
};
