import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ioFailure, isMissing } from '../../../platform/ioFailure';

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (thrown) {
    if (isMissing(thrown)) return [];
    throw thrown;
  }
}

/**
 * Readies the folder that an export is filled in. What an earlier run left there and no longer belongs to the export, say of a
 * subject who has withdrawn since, is removed.
 * @param images folder of the images below it. @param wanted paths below the folder, `/` separated.
 * @returns true when there was something to continue. @throws Failure io
 */
export async function readyPartialFolder(partial: string, images: string, wanted: readonly string[]): Promise<boolean> {
  try {
    if ((await entriesOf(join(partial, images))).length === 0) {
      await mkdir(join(partial, images), { recursive: true });
      return false;
    }
  } catch (thrown) {
    throw ioFailure(thrown, 'ready the export folder', partial);
  }
  const files = new Set(wanted);
  const folders = new Set<string>();
  for (const path of wanted)
    for (let folder = dirname(path); folder !== '.' && !folders.has(folder); folder = dirname(folder))
      folders.add(folder);
  let isResumed = false;
  const clear = async (below: string): Promise<void> => {
    for (const entry of await entriesOf(join(partial, below))) {
      isResumed = true;
      const path = `${below}/${entry.name}`;
      if (entry.isDirectory() && folders.has(path)) await clear(path);
      else if (!entry.isFile() || !files.has(path)) await rm(join(partial, path), { recursive: true });
    }
  };
  try {
    await clear(images);
    await mkdir(join(partial, images), { recursive: true });
    return isResumed;
  } catch (thrown) {
    throw ioFailure(thrown, 'ready the export folder', partial);
  }
}
