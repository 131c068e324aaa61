import { lstat, readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { throwIfCancelled } from '@shared/lib/abort';
import { isMissing, ioFailure } from '../../platform/ioFailure';
import type { DatasetReader, OpenReader, ReadImage } from '../packs/datasetReader';
import { foreignIdentity, foreignLabel, foreignPath } from '../packs/foreignNames';
import { readBelow } from '../packs/readBelow';
import { metadataRows, namesFiles, type MetadataRow } from './metadataRows';

const METADATA_NAMES = ['metadata.jsonl', 'metadata.csv'];

/** Folders that `datasets` takes for splits; a folder of another name is somebody's pictures. */
const SPLIT = /^(?:train|training|valid|validation|val|dev|test|testing|eval|evaluation)$/i;

interface MetadataFile {
  /** Below the folder that was opened, `/` separated, with a slash at its end; empty for itself. */
  readonly folder: string;
  readonly name: string;
}

/** A folder with metadata.jsonl or metadata.csv in it or in its folders (`train`, `test`). Without such a list it is a plain folder per identity. */
export const openHfFolder: OpenReader = async (path) => {
  try {
    if (!(await lstat(await realpath(path))).isDirectory()) return null;
    const root = await realpath(path);
    const lists = await findMetadata(root);
    return lists.length === 0 ? null : createReader(root, lists);
  } catch (thrown) {
    throw ioFailure(thrown, 'look for a dataset', path);
  }
};

async function findMetadata(root: string): Promise<readonly MetadataFile[]> {
  const folders = (await readdir(root, { withFileTypes: true })).filter(
    (entry) => entry.isDirectory() && SPLIT.test(entry.name),
  );
  const found: MetadataFile[] = [];
  for (const folder of ['', ...folders.map(({ name }) => `${name}/`).sort()]) {
    for (const name of METADATA_NAMES) if (await isMetadata(join(root, folder, name))) found.push({ folder, name });
    // A list at the top is for all that lies below.
    if (folder === '' && found.length > 0) break;
  }
  return found;
}

/** A table of another kind may be called metadata.csv as well; metadata.jsonl is Hugging Face's word. */
async function isMetadata(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isFile() && (!path.endsWith('.csv') || (await namesFiles(path)));
  } catch (thrown) {
    if (isMissing(thrown)) return false;
    throw thrown;
  }
}

const createReader = (root: string, lists: readonly MetadataFile[]): DatasetReader => ({
  format: 'hf-folder',
  async *images(signal) {
    for (const { folder, name } of lists) {
      for await (const row of metadataRows(join(root, folder, name))) {
        throwIfCancelled(signal);
        yield await toImage(root, folder, row);
      }
    }
  },
});

async function toImage(root: string, folder: string, row: MetadataRow): Promise<ReadImage> {
  const { place } = row;
  const path = `${folder}${foreignPath(row.fileName, place)}`;
  const isNumber = typeof row.label === 'number' || (typeof row.label === 'string' && /^\d{1,15}$/.test(row.label));
  const label = isNumber ? foreignLabel(Number(row.label), place) : null;
  const identity = row.identity ?? (label === null ? row.label : undefined);
  return {
    path,
    entry: '',
    label,
    identity: foreignIdentity(identity, label, place),
    bytes: await readBelow(root, path, place),
  };
}
