import { execFile } from 'node:child_process';
import * as fs from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { isMissing } from './ioFailure';

const run = promisify(execFile);

/** The nearest folder above (or at) `path` that exists: space is asked for places that are still to be made. */
async function nearestExisting(path: string): Promise<string> {
  for (let current = path; ; current = dirname(current)) {
    try {
      await fs.access(current);
      return current;
    } catch (thrown) {
      if (!isMissing(thrown) || dirname(current) === current) return current;
    }
  }
}

/** The fourth column of POSIX `df -Pk`: 1024-byte blocks that this user may still fill. Null when the text is not that. */
export function parseDf(text: string): number | null {
  const line = text.trim().split('\n').at(-1) ?? '';
  const blocks = /\s(\d+)\s+(\d+)\s+(-?\d+)\s+\d+%\s/.exec(line)?.[3];
  return blocks === undefined ? null : Math.max(0, Number(blocks)) * 1024;
}

/** Bytes that may still be written where `path` is or would be; null when the system does not tell. */
export async function freeBytesAt(path: string): Promise<number | null> {
  const place = await nearestExisting(path);
  try {
    // `statfs` came with Node 18.15; Electron 22 brings Node 16.
    if (typeof fs.statfs === 'function') {
      const { bavail, bsize } = await fs.statfs(place);
      return bavail * bsize;
    }
    if (process.platform === 'win32') return null;
    const { stdout } = await run('df', ['-Pk', place], { env: { ...process.env, LC_ALL: 'C' }, timeout: 5000 });
    return parseDf(stdout);
  } catch {
    // Not knowing is an answer here: callers say "unknown" and the write itself still reports a full disk.
    return null;
  }
}
