import { lstat, opendir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { ioFailure, isMissing } from '../../platform/ioFailure';

/** A plain file somewhere below a folder. */
export interface FoundFile {
  readonly path: string;
  readonly sizeBytes: number;
}

/** Every plain file below a path, or the file itself; links are not followed, what is not there has none. @throws Failure io */
export async function* filesBelow(path: string): AsyncGenerator<FoundFile> {
  try {
    const found = await lstat(path);
    if (found.isFile()) yield { path, sizeBytes: found.size };
    if (!found.isDirectory()) return;
    for await (const entry of await opendir(path)) yield* filesBelow(join(path, entry.name));
  } catch (thrown) {
    if (isMissing(thrown)) return;
    throw ioFailure(thrown, 'look through the folder', path);
  }
}

/** @throws Failure io */
export async function sizeBelow(path: string): Promise<{ files: number; sizeBytes: number }> {
  const sum = { files: 0, sizeBytes: 0 };
  for await (const { sizeBytes } of filesBelow(path)) {
    sum.files++;
    sum.sizeBytes += sizeBytes;
  }
  return sum;
}

/** As plans name it: below the library, `/` separated. */
export const belowLibrary = (libraryPath: string, path: string): string =>
  relative(libraryPath, path).split(sep).join('/');
