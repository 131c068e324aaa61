import { join, resolve } from 'node:path';

/** The library that a start names: `--library PATH`, `--library=PATH`, or OUTIS_LIBRARY; null when it names none. */
export function namedLibrary(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): string | null {
  const at = argv.indexOf('--library');
  const path =
    at >= 0
      ? argv[at + 1]
      : (argv.find((word) => word.startsWith('--library='))?.slice('--library='.length) ?? env['OUTIS_LIBRARY']);
  return path === undefined || path === '' ? null : resolve(path);
}

/** Where the first library is made when a person does not say otherwise. */
export const defaultLibraryPath = (documentsDir: string): string => join(documentsDir, 'Outis');

export interface RecentLibrary {
  readonly path: string;
  readonly exists: boolean;
}

/** The last used library that is still there; null leads to the first-run page, which makes the default one at first need. */
export const lastLibrary = (recent: readonly RecentLibrary[]): string | null =>
  recent.find((entry) => entry.exists)?.path ?? null;
