import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { isMissing } from './ioFailure';

/** The program's own log: what happened and, where it went wrong, the stack. Never contents of pictures or consent files. */
export interface Logger {
  info(message: string, detail?: Readonly<Record<string, unknown>>): void;
  /** `thrown` with its stack; what the person is told is a `Failure`, not this. */
  error(message: string, thrown: unknown): void;
}

const MAX_LOG_BYTES = 5_000_000;

/** One JSON object per line, so that it can be searched by machine. */
export function createLogger(write: (line: string) => void, now: () => Date = () => new Date()): Logger {
  const put = (level: string, message: string, rest: Readonly<Record<string, unknown>>): void => {
    write(JSON.stringify({ at: now().toISOString(), level, message, ...rest }));
  };
  return {
    info: (message, detail = {}) => put('info', message, detail),
    error: (message, thrown) =>
      put('error', message, {
        error: describe(thrown),
        ...(thrown instanceof Error && thrown.cause !== undefined ? { cause: describe(thrown.cause) } : {}),
      }),
  };
}

const describe = (thrown: unknown): string =>
  thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);

/**
 * A log file that keeps one older generation, so that it stays below twice 5 MB. Written at once: a log that is lost with the
 * crash it should explain is of no use. A log that cannot be written is given up in silence; the work matters more.
 */
export function createFileLogger(path: string): Logger {
  return createLogger((line) => {
    try {
      if (sizeOf(path) > MAX_LOG_BYTES) renameSync(path, `${path}.old`);
      mkdirSync(dirname(path), { recursive: true });
      appendFileSync(path, `${line}\n`);
    } catch {
      // See above: there is nowhere left to report this to.
    }
  });
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch (thrown) {
    if (isMissing(thrown)) return 0;
    throw thrown;
  }
}
