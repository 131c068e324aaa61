import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { throwIfCancelled } from '@shared/lib/abort';
import { ioFailure, systemCode } from '../../platform/ioFailure';
import type { DatasetReader, OpenReader } from '../packs/datasetReader';
import { foreignLabel } from '../packs/foreignNames';
import { readBelow } from '../packs/readBelow';
import { DIGIFACE_FILE, DIGIFACE_FOLDER } from './digifaceNames';

/** Folder names of which all are numbers, in the order of the numbers; null where one is not, or none is there. */
async function numberedFolders(root: string): Promise<readonly string[] | null> {
  const entries = await readdir(root, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);
  if (folders.length === 0 || !folders.every((name) => DIGIFACE_FOLDER.test(name))) return null;
  return folders.sort((a, b) => Number(a) - Number(b));
}

/** Images of an identity in the order of their numbers. What is named otherwise is none of this layout. */
async function numberedFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries.flatMap((entry) => {
    const number = entry.isFile() ? DIGIFACE_FILE.exec(entry.name)?.[1] : undefined;
    return number === undefined ? [] : [{ name: entry.name, number: Number(number) }];
  });
  return files.sort((a, b) => a.number - b.number).map(({ name }) => name);
}

/**
 * DigiFace's layout, `<identity>/<number>.png` from 0, in the folder or in its `images`. The label is the number of the folder: DigiFace-1M's second
 * part begins at 100000.
 */
export const openDigiface: OpenReader = async (path) => {
  try {
    const root = await realpath(path);
    for (const below of ['', 'images']) {
      const folders = await numberedFolders(join(root, below));
      const [first] = folders ?? [];
      if (folders === null || first === undefined) continue;
      if ((await numberedFiles(join(root, below, first))).length === 0) continue;
      return createReader(root, below === '' ? '' : `${below}/`, folders);
    }
    return null;
  } catch (thrown) {
    const code = systemCode(thrown);
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw ioFailure(thrown, 'look for a dataset', path);
  }
};

const createReader = (root: string, below: string, folders: readonly string[]): DatasetReader => ({
  format: 'digiface',
  async *images(signal) {
    for (const folder of folders) {
      const files = await numberedFiles(join(root, below, folder)).catch((thrown: unknown) => {
        throw ioFailure(thrown, 'read the folder', join(root, below, folder));
      });
      for (const name of files) {
        throwIfCancelled(signal);
        const path = `${below}${folder}/${name}`;
        const label = foreignLabel(Number(folder), path);
        yield { path, entry: '', label, identity: folder, bytes: await readBelow(root, path, path) };
      }
    }
  },
});
