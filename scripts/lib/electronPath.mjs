import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isRoot } from './command.mjs';
import { inProject, projectRoot } from './paths.mjs';
import { parseStamp } from './stamp.mjs';
import { SetupError } from './setupError.mjs';

/**
 * Absolute path of the Electron binary that the set-up put in place. Tools that start Electron themselves are told of
 * it through ELECTRON_OVERRIDE_DIST_PATH.
 * @returns {string}
 * @throws {SetupError} when the set-up has not put one in place
 */
export function electronPath() {
  const stampFile = inProject('.cache', 'setup', 'electron.json');
  const stamp = existsSync(stampFile) ? parseStamp(readFileSync(stampFile, 'utf8')) : undefined;
  const path = typeof stamp?.executable === 'string' ? join(projectRoot, stamp.executable) : undefined;
  if (path === undefined || !existsSync(path))
    throw new SetupError('there is no Electron binary yet', 'Run `npm run setup`.');
  process.env.ELECTRON_OVERRIDE_DIST_PATH = dirname(path);
  return path;
}

/** Chromium refuses its sandbox to root on Linux; everywhere else the sandbox stays on. */
export const sandboxArguments = () => (isRoot() ? ['--no-sandbox'] : []);
