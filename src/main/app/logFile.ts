import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const LARGEST_BYTES = 1_000_000;

export interface LogFile {
  /** Never throws and never waits: a log that fails must not take the program with it. */
  readonly write: (line: string, thrown?: unknown) => void;
  /** Resolves when everything written so far is with the system. */
  readonly settled: () => Promise<void>;
}

/** The program's own log in the profile folder, where stacks stay; the file before it is kept as `.old`. */
export function openLogFile(path: string): LogFile {
  let turn = prepare(path);
  return {
    write: (line, thrown) => {
      const stack = thrown instanceof Error ? `\n${thrown.stack ?? thrown.message}` : '';
      const text = `${new Date().toISOString()} ${line}${stack}\n`;
      process.stderr.write(text);
      turn = turn.then(() => appendFile(path, text)).catch(() => undefined); // it still stands on stderr
    },
    settled: () => turn,
  };
}

async function prepare(path: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    if ((await stat(path)).size > LARGEST_BYTES) await rename(path, `${path}.old`);
  } catch {
    // No log file yet, or none can be made; the lines still stand on stderr.
  }
}
