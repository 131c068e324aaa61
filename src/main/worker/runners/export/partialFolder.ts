import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { ioFailure, isMissing } from '../../../platform/ioFailure';

async function entries(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (thrown) {
    if (isMissing(thrown)) return [];
    throw thrown;
  }
}

/**
 * Readies the folder that an export is filled in. What an earlier run left there and no longer belongs to the export, say of a
 * subject who has withdrawn since, is removed.
 * @param wanted paths below the folder, `/` separated. @returns true when there was something to continue. @throws Failure io
 */
export async function readyPartialFolder(partial: string, images: string, wanted: readonly string[]): Promise<boolean> {
  try {
    const present = await entries(join(partial, images));
    const files = new Set(wanted);
    const folders = new Set(wanted.map((path) => dirname(path)));
    for (const name of present) {
      const folder = join(partial, images, name);
      if (!folders.has(`${images}/${name}`)) {
        await rm(folder, { recursive: true });
        continue;
      }
      for (const file of await readdir(folder)) {
        const path = relative(partial, join(folder, file)).split(sep).join('/');
        if (!files.has(path)) await rm(join(folder, file), { recursive: true });
      }
    }
    await mkdir(join(partial, images), { recursive: true });
    return present.length > 0;
  } catch (thrown) {
    throw ioFailure(thrown, 'ready the export folder', partial);
  }
}
