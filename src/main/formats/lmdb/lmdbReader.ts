import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { CancelSignal } from '@shared/lib/abort';
import { throwIfCancelled } from '@shared/lib/abort';
import { Failure } from '@shared/lib/failure';
import { isMissing } from '../../platform/ioFailure';
import type { OpenReader, ReadImage } from '../packs/datasetReader';
import { foreignLabel, identityOfLabel } from '../packs/foreignNames';
import { corruptAt } from '../packs/packFault';
import { PackWindow } from '../packs/packWindow';
import { unpackArray, unpackInteger } from './msgpack';
import { readEntries, readNewestMeta, type LmdbEntry } from './treeReader';

/** Values lie in the order in which they were written, keys in that of their letters: reading far ahead would be for nothing. */
const VALUE_WINDOW_BYTES = 64 * 1024;
const PLAIN_KEY = /^[\x21-\x7e]{1,64}$/;

/**
 * An LMDB of the Vec2Face family, see lmdbWriter; `(image, feature, label)` and `(image, feature, label, landmark)` are read too. The file
 * is read as a file, not mapped: a damaged one gives an error, not a crash. Images come in the order of the keys' letters.
 * @param path the file (`.lmdb`, `.mdb`), or a folder with data.mdb or one .lmdb
 */
export const openLmdb: OpenReader = async (path) => {
  const file = await findFile(path);
  if (file === null) return null;
  const tree = await PackWindow.open(file);
  const meta = await readNewestMeta(tree).finally(() => tree.close());
  return meta === null ? null : { format: 'lmdb', images: (signal) => imagesOf(file, signal) };
};

async function findFile(path: string): Promise<string | null> {
  try {
    if (!(await stat(path)).isDirectory()) return /^\.(?:lmdb|mdb)$/i.test(extname(path)) ? path : null;
    const names = await readdir(path);
    const found = names.filter((name) => name === 'data.mdb' || extname(name).toLowerCase() === '.lmdb');
    const [name] = found;
    if (name === undefined) return null;
    if (found.length === 1) return await findFile(join(path, name));
  } catch (thrown) {
    if (isMissing(thrown)) return null;
    throw thrown;
  }
  throw new Failure({
    code: 'invalid-input',
    message: 'The folder holds several LMDB files.',
    place: path,
    remedy: 'Name the one that you mean.',
  });
}

async function* imagesOf(file: string, signal: CancelSignal): AsyncGenerator<ReadImage> {
  const tree = await PackWindow.open(file);
  const values = await PackWindow.open(file, VALUE_WINDOW_BYTES);
  let count = 0;
  let stated: number | null = null;
  try {
    const meta = await readNewestMeta(tree);
    if (meta === null) throw corruptAt(file, 0, 'This is no longer an LMDB.');
    for await (const entry of readEntries(tree, values, meta)) {
      throwIfCancelled(signal);
      if (entry.key === '__len__') stated = unpackInteger(entry.value);
      if (entry.key.startsWith('__')) continue;
      count++;
      yield imageOf(file, entry);
    }
  } finally {
    await tree.close();
    await values.close();
  }
  if (stated !== null && stated !== count)
    throw corruptAt(file, 0, `__len__ states ${stated} images; there are ${count}.`);
}

function imageOf(file: string, { key, value, offset }: LmdbEntry): ReadImage {
  const values = unpackArray(value);
  const [bytes] = values ?? [];
  if (
    !PLAIN_KEY.test(key) ||
    values === null ||
    values.length < 2 ||
    values.length > 4 ||
    !(bytes instanceof Uint8Array)
  ) {
    throw new Failure({
      code: 'invalid-input',
      message: `The value under ${JSON.stringify(key.slice(0, 64))} is not msgpack of (image, label).`,
      place: `${file}, byte ${offset}`,
      remedy: 'Only LMDBs of the Vec2Face family are read; those made with pyarrow or caffe are not.',
    });
  }
  const label = foreignLabel(values[values.length === 2 ? 1 : 2], `${file}, key ${key}`);
  return { path: basename(file), entry: key, label, identity: identityOfLabel(label), bytes };
}
