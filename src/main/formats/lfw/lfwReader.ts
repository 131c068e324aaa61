import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { throwIfCancelled, type CancelSignal } from '@shared/lib/abort';
import { Failure } from '@shared/lib/failure';
import { ioFailure, isMissing } from '../../platform/ioFailure';
import { decodeText } from '../images/decodeText';
import { readTreeFile } from '../images/readTreeFile';
import type { DatasetReader, OpenReader, ReadImage } from '../packs/datasetReader';
import { readBelow } from '../packs/readBelow';
import { MAX_PEOPLE_FILE_BYTES, parsePeople, type Person } from './peopleFile';

const IMAGE = /^(.*)_(\d{4,6})\.(?:jpg|jpeg|png|webp)$/i;

/** A list of people begins with a number; another text of that name is none. */
const HEAD = /^\s*\d+\s*(?:[\r\n]|$)/;
const HEAD_BYTES = 64;
const LIST = 'people.txt';

/**
 * The people of a folder's people.txt, in its order; null where there is no such list.
 * @throws Failure invalid-input naming the line, io
 */
export async function readPeople(folder: string): Promise<readonly Person[] | null> {
  const text = await listText(folder);
  return text === null ? null : parsePeople(text, join(folder, LIST)).flat();
}

async function listText(folder: string): Promise<string | null> {
  const list = join(folder, LIST);
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    if (!entries.some((entry) => entry.name === LIST && entry.isFile())) return null;
  } catch (thrown) {
    if (isMissing(thrown)) return null;
    throw ioFailure(thrown, 'look for a dataset', folder);
  }
  const bytes = await readTreeFile(list, MAX_PEOPLE_FILE_BYTES);
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1');
  return HEAD.test(head) ? decodeText(bytes, list, MAX_PEOPLE_FILE_BYTES) : null;
}

/**
 * LFW's layout with its list: people.txt in the folder, images `Name/Name_0001.jpg` in the folder, in `images` or in `lfw`. Where the list promises
 * an image that is not there this says so; trainers pass over it in silence. A folder without people.txt is a plain one.
 */
export const openLfw: OpenReader = async (path) => {
  const text = await listText(path);
  if (text === null) return null;
  const root = await realpath(path);
  const reader: DatasetReader = {
    format: 'folder',
    async *images(signal) {
      const list = join(root, LIST);
      const people = parsePeople(text, list).flat();
      yield* imagesOfPeople({ root, below: await imagesFolder(root, people[0], list), people, list }, signal);
    },
  };
  return reader;
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

interface Lfw {
  readonly root: string;
  /** Folder of the people below the root, with a slash at its end; empty for itself. */
  readonly below: string;
  readonly people: readonly Person[];
  readonly list: string;
}

async function* imagesOfPeople({ root, below, people, list }: Lfw, signal: CancelSignal): AsyncGenerator<ReadImage> {
  for (const [label, { name, imageCount }] of people.entries()) {
    const files = await imagesOf(join(root, below, name));
    for (let number = 1; number <= imageCount; number++) {
      throwIfCancelled(signal);
      const path = `${below}${name}/${files?.get(number) ?? lfwName(name, number)}`;
      yield { path, entry: '', label, identity: name, bytes: await readBelow(root, path, list) };
    }
  }
}

/** `Name_0001`, without an ending. */
export const lfwName = (name: string, number: number): string => `${name}_${String(number).padStart(4, '0')}`;
