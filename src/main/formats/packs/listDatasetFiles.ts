import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ioFailure } from '../../platform/ioFailure';

export interface DatasetFile {
  readonly absolutePath: string;
  /** Below the folder that was opened, `/` separated. */
  readonly path: string;
}

const byName = (a: string, b: string): number => (a < b ? -1 : 1);

/**
 * Plain files whose names match, sorted by name: those of `path` itself, or `path` where it is such a file. Links are not followed.
 * @param below folders inside `path` in which to look where `path` itself has none, e.g. `data`. @throws Failure not-found, io
 */
export async function listDatasetFiles(
  path: string,
  pattern: RegExp,
  below: readonly string[] = [],
): Promise<readonly DatasetFile[]> {
  try {
    if (!(await stat(path)).isDirectory())
      return pattern.test(path) ? [{ absolutePath: path, path: basename(path) }] : [];
    for (const folder of ['', ...below]) {
      const entries = await readdir(join(path, folder), { withFileTypes: true }).catch((thrown: unknown) => {
        if (folder === '') throw thrown;
        return [];
      });
      const names = entries.filter((entry) => entry.isFile() && pattern.test(entry.name)).map(({ name }) => name);
      if (names.length > 0)
        return names.sort(byName).map((name) => ({
          absolutePath: join(path, folder, name),
          path: folder === '' ? name : `${folder}/${name}`,
        }));
    }
    return [];
  } catch (thrown) {
    throw ioFailure(thrown, 'look for a dataset', path);
  }
}
