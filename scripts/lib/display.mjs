import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { SetupError } from './setupError.mjs';

/** Whether a window can be opened here. */
export function hasDisplay(env = process.env, platform = process.platform) {
  if (platform === 'darwin' || platform === 'win32') return true;
  return [env.DISPLAY, env.WAYLAND_DISPLAY].some((value) => value !== undefined && value !== '');
}

/**
 * Runs `work` with a display: the one that is there, else a virtual one on a number that Xvfb finds free, ended afterwards.
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work gets the environment to give to its children
 * @template T
 */
export async function withDisplay(work) {
  if (process.platform !== 'linux' || (process.env.DISPLAY ?? '') !== '') return work(process.env);
  const screen = ['-screen', '0', '1600x1000x24', '-nolisten', 'tcp'];
  const xvfb = spawn('Xvfb', ['-displayfd', '3', ...screen], { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  try {
    const number = await displayNumber(xvfb);
    return await work({ ...process.env, DISPLAY: `:${number}` });
  } finally {
    await end(xvfb);
  }
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}

function displayNumber(xvfb) {
  return new Promise((resolve, reject) => {
    let said = '';
    let number = '';
    const fail = (why) => reject(new SetupError(`Xvfb does not start: ${why}`, 'Run `npm run setup`.'));
    xvfb.stderr.on('data', (chunk) => (said += chunk));
    xvfb.stdio[3].on('data', (chunk) => {
      number += chunk;
      if (/^\d+\n$/.test(number)) resolve(number.trim());
    });
    xvfb.on('error', (error) => fail(error.message));
    xvfb.on('exit', () => fail(said.trim().split('\n').at(-1) ?? 'it ended'));
  });
}
