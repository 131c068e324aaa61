import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../lib/command.mjs';
import { inProject, projectRoot } from '../lib/paths.mjs';
import { SetupError } from '../lib/setupError.mjs';

const lockFile = inProject('package-lock.json');
const installedFile = inProject('node_modules', '.package-lock.json');

/** The npm packages of package-lock.json. No package's own install script runs: what they would do is done here. */
export const packagesStep = {
  name: 'packages',
  title: 'npm packages',
  checksItself: true,
  async ready() {
    const installed = await readFile(installedFile, 'utf8').catch(() => undefined);
    if (installed === undefined) return false;
    return installedMatches(JSON.parse(await readFile(lockFile, 'utf8')), JSON.parse(installed));
  },
  async run({ log }) {
    await mustBeOwn(inProject('node_modules'));
    log('npm ci --ignore-scripts');
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
    const [file, ...before] = npmCommand();
    const start = performance.now();
    const ticker = setInterval(
      () => log(`still fetching, ${Math.round((performance.now() - start) / 1000)} s`),
      15_000,
    );
    const result = await run(file, [...before, ...args], { cwd: projectRoot }).finally(() => clearInterval(ticker));
    if (result.code !== 0)
      throw new SetupError(
        `npm ci failed: ${lastError(result.output)}`,
        'Let this machine reach the npm registry (npm config get registry) and run `npm run setup` again.',
      );
    log(
      result.output
        .trim()
        .split('\n')
        .find((line) => line.startsWith('added')) ?? 'done',
    );
  },
};

/** `npm ci` empties the folder first; through a link that would be another checkout's. */
export async function mustBeOwn(folder) {
  const found = await lstat(folder).catch(() => undefined);
  if (found?.isSymbolicLink() !== true) return;
  throw new SetupError(
    'node_modules is a link to another folder, and its packages are not those of package-lock.json.',
    'Set up the checkout that it leads to, or remove the link and run `npm run setup` again.',
  );
}

/** npm itself: the one that runs this script, else the one beside this Node. */
function npmCommand() {
  const own = process.env.npm_execpath;
  if (own?.endsWith('.js')) return [process.execPath, own];
  if (process.platform !== 'win32') return ['npm'];
  return [process.execPath, join(process.execPath, '..', 'node_modules', 'npm', 'bin', 'npm-cli.js')];
}

/**
 * Whether the folder holds what the lock file asks for: same versions at the same places. Optional packages may be
 * missing: they are for other systems.
 * @param {{packages: Record<string, {version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean}>}} lock
 * @param {{packages: Record<string, {version?: string}>}} installed npm's own record inside node_modules
 */
export function installedMatches(lock, installed) {
  const asked = Object.entries(lock.packages).filter(([path]) => path !== '');
  const fits = asked.every(([path, { version, optional }]) => {
    const found = installed.packages[path];
    return found === undefined ? optional === true : found.version === version;
  });
  return fits && Object.keys(installed.packages).every((path) => path in lock.packages);
}

function lastError(output) {
  const lines = output.split('\n').filter((line) => /npm (error|ERR!)/.test(line));
  return lines.slice(0, 4).join(' ').trim() || output.trim().split('\n').at(-1) || 'no output';
}
