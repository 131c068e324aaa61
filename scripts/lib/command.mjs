import { spawn } from 'node:child_process';
import { constants, accessSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** Absolute path of a program on the PATH, or undefined. */
export function which(name) {
  const suffixes = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const suffix of suffixes) {
      const path = join(folder, name + suffix);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not in this folder: the next one is asked.
      }
    }
  }
  return undefined;
}

/** Whether this process may install system packages and needs `--no-sandbox` for Chromium. */
export const isRoot = () => process.platform === 'linux' && process.getuid?.() === 0;

const running = new Set();

/** Ends the programs that `run` has started and that still run: they must not outlive an interrupted script. */
export function endRunning() {
  for (const child of running) child.kill('SIGTERM');
}

/**
 * Runs a program to its end.
 * @param {string} file
 * @param {string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, onLine?: (line: string) => void}} [options]
 *   `onLine` gets each line of output as it comes
 * @returns {Promise<{code: number, output: string, timedOut: boolean}>} the last 64 KB of both streams without colours; code 127 when there is no such program
 */
export function run(file, args, { cwd, env = process.env, timeoutMs, onLine } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    running.add(child);
    let output = '';
    let rest = '';
    let timedOut = false;
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            child.kill('SIGKILL');
          }, timeoutMs);
    const take = (chunk) => {
      output = (output + chunk).slice(-65_536);
      if (onLine === undefined) return;
      const lines = (rest + chunk).split(/\r\n|\r|\n/);
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.trim() !== '') onLine(stripVTControlCharacters(line));
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.on('error', (error) => {
      running.delete(child);
      clearTimeout(timer);
      resolve({ code: 127, output: String(error.message), timedOut });
    });
    child.on('close', (code) => {
      running.delete(child);
      clearTimeout(timer);
      if (rest.trim() !== '') onLine?.(stripVTControlCharacters(rest));
      resolve({ code: code ?? 1, output: stripVTControlCharacters(output), timedOut });
    });
  });
}

/** Exit code of a child as a shell gives it: 128 + signal number when a signal ended it. */
export function exitCode(code, signal) {
  const numbers = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };
  return code ?? 128 + (numbers[signal] ?? 0);
}

/**
 * Runs a program in this terminal: same streams; SIGINT, SIGTERM and SIGHUP are passed on and the child decides how it
 * ends. The child has a process group of its own, and a signal that comes several times at once is passed on once:
 * Ctrl-C reaches the whole group of the terminal and npm repeats it, but a program may read a second one as "at once".
 * @param {string} file
 * @param {string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv}} [options]
 * @returns {Promise<number>} its exit code (130 when it was interrupted)
 */
export function runInTerminal(file, args, { cwd, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env, stdio: 'inherit', detached: process.platform !== 'win32' });
    const forward = passOnce((signal) => child.kill(signal));
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, forward);
    const done = () => {
      for (const signal of signals) process.off(signal, forward);
    };
    child.on('error', (error) => {
      done();
      reject(error);
    });
    child.on('close', (code, signal) => {
      done();
      resolve(exitCode(code, signal));
    });
  });
}

/** Passes a signal on unless the same one was passed on within the last `quietMs`. */
export function passOnce(pass, quietMs = 500, now = () => performance.now()) {
  const last = new Map();
  return (signal) => {
    if (now() - (last.get(signal) ?? -Infinity) < quietMs) return;
    last.set(signal, now());
    pass(signal);
  };
}
