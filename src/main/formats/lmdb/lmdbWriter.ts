import { join } from 'node:path';
import { Failure } from '@shared/lib/failure';
import type { DatasetWriter, OpenWriter } from '../packs/datasetWriter';
import { PackFile } from '../packs/packFile';
import { packArrayHead, packBinaryHead, packInteger } from './msgpack';
import {
  EMPTY_TREE,
  META_PAGES,
  metaPage,
  overflowPagesOf,
  PAGE_BYTES,
  PAGE_FLAG,
  pageHead,
  PAGE_HEAD_BYTES,
} from './page';
import { TreeWriter } from './treeWriter';

/** The ending by which the Vec2Face family's loader knows an LMDB. */
const NAME = 'train.lmdb';

/**
 * LMDB as SOTA-Face-Recognition-Train-and-Test (Vec2Face and its kin) reads it: one file; under each index in ASCII msgpack
 * `(image, label)`, and under `__keys__`, `__len__` and `__classnum__` what the loader asks first. Values are written as they come, the tree
 * when all are there: eight bytes per image are held.
 * @throws Failure invalid-input beyond 2^32 pages
 */
export const openLmdbWriter: OpenWriter = (folder, plan) => {
  const file = new PackFile(join(folder, NAME));
  file.writeZeros(META_PAGES * PAGE_BYTES);
  const pages = new Uint32Array(plan.imageCount);
  const lengths = new Uint32Array(plan.imageCount);
  let overflowPages = 0;
  const writeValue = (pieces: Iterable<Uint8Array>, length: number): number => {
    const { page, count } = beginValue(file, length);
    for (const piece of pieces) file.write(piece);
    file.writeZeros(count * PAGE_BYTES - PAGE_HEAD_BYTES - length);
    overflowPages += count;
    return page;
  };
  let added = 0;
  const writer: DatasetWriter = {
    add: ({ index, label, bytes }) => {
      const pieces = [packArrayHead(2), packBinaryHead(bytes.length), bytes, packInteger(label)];
      const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
      pages[index] = writeValue(pieces, length);
      lengths[index] = length;
      added++;
      return { path: NAME, entry: String(index) };
    },
    finish: () => {
      if (added !== plan.imageCount) throw new RangeError(`${added} of ${plan.imageCount} images were added`);
      const list = { page: 0, length: keyListBytes(added) };
      list.page = writeValue(keyList(added), list.length);
      const tree = new TreeWriter(file);
      for (const index of decimalOrder(added))
        tree.add(Buffer.from(String(index)), { page: pages[index] ?? 0, length: lengths[index] ?? 0 });
      tree.add(Buffer.from('__classnum__'), packInteger(plan.classSizes.length));
      tree.add(Buffer.from('__keys__'), list);
      tree.add(Buffer.from('__len__'), packInteger(added));
      const main = tree.finish(overflowPages);
      const lastPage = file.length / PAGE_BYTES - 1;
      file.overwrite(metaPage(0, EMPTY_TREE, lastPage), 0);
      // The one with the higher transaction counts.
      file.overwrite(metaPage(1, main, lastPage), PAGE_BYTES);
      file.finish();
      return Promise.resolve([NAME]);
    },
    abort: () => {
      file.abort();
      return Promise.resolve();
    },
  };
  return Promise.resolve(writer);
};

const MAX_PAGE = 2 ** 32 - 1;

function beginValue(file: PackFile, length: number): { readonly page: number; readonly count: number } {
  const page = file.length / PAGE_BYTES;
  const count = overflowPagesOf(length);
  if (page + count > MAX_PAGE) {
    throw new Failure({
      code: 'invalid-input',
      message: `The LMDB would have more than ${MAX_PAGE} pages.`,
      place: file.path,
      remedy: 'Export fewer samples, or choose WebDataset.',
    });
  }
  const head = pageHead(page, PAGE_FLAG.overflow).subarray(0, PAGE_HEAD_BYTES);
  head.writeUInt32LE(count, 12);
  file.write(head);
  return { page, count };
}

/** 0, 1, 10, 100, …, 11, …: as the numbers' ASCII sorts. */
function* decimalOrder(count: number): Generator<number> {
  function* below(first: number, last: number): Generator<number> {
    for (let number = first; number <= last && number < count; number++) {
      yield number;
      if (number > 0) yield* below(number * 10, number * 10 + 9);
    }
  }
  yield* below(0, 9);
}

/** msgpack of all keys in the order of index, one after the other. */
function* keyList(count: number): Generator<Uint8Array> {
  yield packArrayHead(count);
  for (let index = 0; index < count; index++) {
    const key = Buffer.from(String(index));
    yield packBinaryHead(key.length);
    yield key;
  }
}

function keyListBytes(count: number): number {
  let bytes = packArrayHead(count).length;
  for (let digits = 1, first = 0; first < count; digits++) {
    const next = 10 ** digits;
    bytes += (Math.min(next, count) - first) * (2 + digits);
    first = next;
  }
  return bytes;
}
