import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { throwIfCancelled } from '@shared/lib/abort';
import { Failure } from '@shared/lib/failure';
import { ioFailure, isMissing } from '../../platform/ioFailure';
import { decodeText } from '../images/decodeText';
import { readTreeFile } from '../images/readTreeFile';
import type { DatasetReader, OpenReader } from '../packs/datasetReader';
import { readBelow } from '../packs/readBelow';
import { MAX_PEOPLE_FILE_BYTES, parsePeople, type Person } from './peopleFile';

const IMAGE = /^(.*)_(\d{4,6})\.(?:jpg|jpeg|png|webp)$/i;

/**
 * LFW's layout with its list: people.txt in the folder, images `Name/Name_0001.jpg` in the folder, in `images` or in `lfw`. Where the list promises
 * an image that is not there this says so; trainers pass over it in silence. A folder without people.txt is a plain one.
 */
export const openLfw: OpenReader = async (path) => {
  let root: string;
  let text: string;
  const list = join(path, 'people.txt');
  try {
    root = await realpath(path);
    if (!(await readdir(root)).includes('people.txt')) return null;
    text = decodeText(await readTreeFile(list, MAX_PEOPLE_FILE_BYTES), list, MAX_PEOPLE_FILE_BYTES);
  } catch (thrown) {
    if (isMissing(thrown)) return null;
    throw ioFailure(thrown, 'look for a dataset', path);
  }
  const people = parsePeople(text, list).flat();
  return createReader(root, await imagesFolder(root, people[0], list), people, list);
};

async function imagesFolder(root: string, first: Person | undefined, list: string): Promise<string> {
  for (const below of ['', 'images/', 'lfw/'])
    if (first !== undefined && (await imagesOf(join(root, below, first.name))) !== null) return below;
  throw new Failure({
    code: 'not-found',
    message: `There is no folder of ${JSON.stringify(first?.name ?? 'anybody')}, the first of the list, here, in images or in lfw.`,
    place: list,
    remedy: 'Put people.txt beside the folders of the people it names.',
  });
}

/** File names by image number; null where there is no such folder. */
async function imagesOf(folder: string): Promise<ReadonlyMap<number, string> | null> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return new Map(
      entries.flatMap((entry) => {
        const number = entry.isFile() ? IMAGE.exec(entry.name)?.[2] : undefined;
        return number === undefined ? [] : [[Number(number), entry.name]];
      }),
    );
  } catch (thrown) {
    if (isMissing(thrown)) return null;
    throw ioFailure(thrown, 'read the folder', folder);
  }
}

const createReader = (root: string, below: string, people: readonly Person[], list: string): DatasetReader => ({
  format: 'folder',
  async *images(signal) {
    for (const [label, { name, imageCount }] of people.entries()) {
      const files = await imagesOf(join(root, below, name));
      for (let number = 1; number <= imageCount; number++) {
        throwIfCancelled(signal);
        const file = files?.get(number);
        const path = `${below}${name}/${file ?? `${name}_${String(number).padStart(4, '0')}`}`;
        yield { path, entry: '', label, identity: name, bytes: await readBelow(root, path, list) };
      }
    }
  },
});
