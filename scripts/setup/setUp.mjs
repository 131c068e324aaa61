import { rmSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { endRunning, exitCode } from '../lib/command.mjs';
import { withLock } from '../lib/lock.mjs';
import { inProject } from '../lib/paths.mjs';
import { formatSeconds } from '../lib/progress.mjs';
import { SetupError } from '../lib/setupError.mjs';
import { Stamps } from '../lib/stamp.mjs';
import { runSteps } from './runSteps.mjs';

/** Folders in which an interrupted set-up may have left work under temporary names. */
const workFolders = [
  ['.cache'],
  ['.cache', 'tensorflow'],
  ['.cache', 'electron'],
  ['.cache', 'downloads'],
  ['resources', 'built'],
];

/**
 * Makes sure that everything the purpose needs is in place.
 * @param {{
 *   purpose: 'all'|'window'|'tests'|'terminal'|'engine',
 *   kind?: 'cpu'|'gpu',
 *   allowSystem?: boolean,
 *   output?: NodeJS.WritableStream,
 *   verbose?: boolean,
 * }} options `kind` of TensorFlow: by default what was chosen last, else cpu; `output` of the messages: by default
 *   stdout; without `verbose` nothing is said while nothing has to be done
 * @throws {SetupError} when something cannot be done
 */
export async function setUp({ purpose, kind, allowSystem = true, output = process.stdout, verbose = true }) {
  checkNode(process.versions.node);
  const say = (line) => output.write(`${line}\n`);
  const start = performance.now();
  if (verbose) say('Set-up');
  const stamps = new Stamps(inProject('.cache', 'setup'));
  const waiting = (pid) => say(`  another set-up runs (process ${pid}); waiting for it`);
  const lock = inProject('.cache', 'setup', 'lock');
  await withLock(lock, waiting, () =>
    interruptible(lock, async () => {
      await sweep();
      const { stepsFor } = await import('./steps.mjs');
      const remembered = (await stamps.read('tensorflow'))?.kind === 'gpu' ? 'gpu' : 'cpu';
      const context = { purpose, kind: kind ?? remembered, allowSystem };
      const done = await runSteps(stepsFor(purpose), { stamps, context, say, verbose });
      if (verbose || done > 0) say(`Set-up done in ${formatSeconds(performance.now() - start)}\n`);
    }),
  );
}

/** Ends what was started and frees the lock when a signal stops the set-up; what is unfinished is swept next time. */
async function interruptible(lock, work) {
  const stop = (signal) => {
    endRunning();
    rmSync(lock, { force: true });
    process.exit(exitCode(null, signal));
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, stop);
  try {
    return await work();
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
}

/** Says on `output` why the set-up stopped and what helps; anything else than a SetupError is thrown on. */
export function reportSetupError(error, output = process.stderr) {
  if (!(error instanceof SetupError)) throw error;
  output.write(`\nSet-up stopped: ${error.message}\n  → ${error.remedy}\n`);
}

/**
 * @param {string} version of Node, as in process.versions.node
 * @throws {SetupError} when it is older than package.json's `engines` allows
 */
export function checkNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new SetupError(`Node ${version} is too old`, 'Install Node 20.19 or newer: https://nodejs.org');
}

/** Removes what an interrupted set-up left. Called under the lock: no other set-up is at work. */
async function sweep() {
  for (const parts of workFolders) {
    const folder = inProject(...parts);
    for (const name of await readdir(folder).catch(() => []))
      if (isLeftover(name)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** Whether a name is one under which the set-up writes before it renames. */
export const isLeftover = (name) => /\.\d+\.tmp$|^(out|electron|pip)\.\d+$/.test(name);
