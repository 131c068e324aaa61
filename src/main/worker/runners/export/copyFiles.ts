import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { throwIfCancelled, type CancelSignal } from '@shared/lib/abort';
import { Failure } from '@shared/lib/failure';
import { sha256Hex } from '../../../platform/hash';
import { ioFailure, isMissing } from '../../../platform/ioFailure';

export interface CopyTask {
  readonly from: string;
  readonly to: string;
  /** What the sample table says of the file. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** The disk as the copying sees it; a test gives one that fails. */
export interface CopyDisk {
  readonly read: (path: string) => Uint8Array;
  readonly write: (path: string, bytes: Uint8Array) => void;
}

const realDisk: CopyDisk = {
  read: (path) => readFileSync(path),
  write: (path, bytes) => {
    writeFileSync(path, bytes);
  },
};

/** How long to work before the process looks at its messages again, a wish to cancel among them. */
const TURN_MS = 30;

const changed = (path: string, how: string): Failure =>
  new Failure({
    code: 'corrupt-data',
    message: `A stored image ${how}, so it is not what the set says it is; the export stops.`,
    place: path,
    remedy: 'Restore the file from a backup, or exclude the sample and export again.',
  });

function readChecked(task: CopyTask, disk: CopyDisk): Uint8Array {
  let bytes: Uint8Array;
  try {
    bytes = disk.read(task.from);
  } catch (thrown) {
    if (isMissing(thrown)) throw changed(task.from, 'is missing');
    throw ioFailure(thrown, 'read a stored image', task.from);
  }
  if (bytes.length !== task.sizeBytes || sha256Hex(bytes) !== task.sha256) throw changed(task.from, 'was changed');
  return bytes;
}

/** True when an earlier run of the job has written this file as a whole. */
function isThere(task: CopyTask, disk: CopyDisk): boolean {
  if (statSync(task.to, { throwIfNoEntry: false })?.size !== task.sizeBytes) return false;
  return sha256Hex(disk.read(task.to)) === task.sha256;
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Copies files and checks each against its hash; what is written are the very bytes that were checked. Files that are there
 * already, by size and hash, are kept. Calls are synchronous on purpose: this is a process of its own, and for files of a few
 * kilobytes a round trip through the thread pool costs more than the copy (measured in bench/export.ts).
 *
 * Image files are not flushed one by one (nor does `cp` do so): after a power cut the manifest's hashes tell what is missing.
 * @param options.isResumed look for files of an earlier run. @throws Failure corrupt-data naming the file, disk-full, io, cancelled
 */
export async function copyFiles(
  tasks: readonly CopyTask[],
  options: {
    readonly signal: CancelSignal;
    readonly isResumed: boolean;
    readonly progress: (done: number) => void;
    readonly disk?: CopyDisk;
  },
): Promise<void> {
  const disk = options.disk ?? realDisk;
  let folder = '';
  let turnEndsAt = Date.now() + TURN_MS;
  for (const [done, task] of tasks.entries()) {
    if (Date.now() >= turnEndsAt) {
      options.progress(done);
      await nextTurn();
      throwIfCancelled(options.signal);
      turnEndsAt = Date.now() + TURN_MS;
    }
    try {
      if (dirname(task.to) !== folder) {
        folder = dirname(task.to);
        mkdirSync(folder, { recursive: true });
      }
      if (options.isResumed && isThere(task, disk)) continue;
      const bytes = readChecked(task, disk);
      disk.write(task.to, bytes);
    } catch (thrown) {
      throw ioFailure(thrown, 'write a file of the export', task.to);
    }
  }
  options.progress(tasks.length);
  throwIfCancelled(options.signal);
}
