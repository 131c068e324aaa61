import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from '@shared/lib/failure';

/** Where the program's own parts lie on this machine. All paths are absolute. */
export interface ProgramFolders {
  /** Folder of our package.json. */
  readonly packageRoot: string;
  /** Holds built/head-model and built/codecs once set-up has run. */
  readonly resourcesDir: string;
  /** Weights of the face library. */
  readonly modelsDir: string;
  /** Built entry of the worker process. */
  readonly workerScript: string;
  /** E.g. "Outis 0.1.0". */
  readonly program: string;
}

const PACKAGE_NAME = 'outis';

/**
 * Finds them from the folder of the running script, for a clone (out/main), an installed package (node_modules/outis/out/main)
 * and a packaged window (app.asar/out/main with resources beside it).
 * @param packagedResources `process.resourcesPath` of Electron, null elsewhere
 * @throws Failure set-up-incomplete when the package or the face library is not there
 */
export function findProgramFolders(scriptDir: string, packagedResources: string | null): ProgramFolders {
  const packageRoot = findUpwards(scriptDir, (folder) => packageNameIn(folder) === PACKAGE_NAME);
  if (packageRoot === null) throw incomplete('package.json of Outis', scriptDir);
  const modelsHome = findUpwards(packageRoot, (folder) => existsSync(modelsIn(folder)));
  if (modelsHome === null) throw incomplete('@vladmandic/face-api', join(packageRoot, 'node_modules'));
  const beside = packagedResources === null ? null : join(packagedResources, 'outis');
  return {
    packageRoot,
    resourcesDir: beside !== null && existsSync(join(beside, 'built')) ? beside : join(packageRoot, 'resources'),
    modelsDir: modelsIn(modelsHome),
    workerScript: join(packageRoot, 'out', 'main', 'worker.js'),
    program: `Outis ${versionIn(packageRoot)}`,
  };
}

const modelsIn = (folder: string): string => join(folder, 'node_modules', '@vladmandic', 'face-api', 'model');

function findUpwards(start: string, isIt: (folder: string) => boolean): string | null {
  for (let folder = start; ; folder = dirname(folder)) {
    if (isIt(folder)) return folder;
    if (dirname(folder) === folder) return null;
  }
}

function packageJsonIn(folder: string): Readonly<Record<string, unknown>> {
  const path = join(folder, 'package.json');
  if (!existsSync(path)) return {};
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    // Somebody else's broken package.json on the way up is no business of ours; the search goes on.
    return {};
  }
}

const packageNameIn = (folder: string): unknown => packageJsonIn(folder)['name'];

function versionIn(folder: string): string {
  const version = packageJsonIn(folder)['version'];
  return typeof version === 'string' ? version : '0.0.0';
}

const incomplete = (what: string, place: string): Failure =>
  new Failure({
    code: 'set-up-incomplete',
    message: `${what} was not found.`,
    place,
    remedy: 'Run "npm run setup" in the folder of Outis, or install it again.',
  });
