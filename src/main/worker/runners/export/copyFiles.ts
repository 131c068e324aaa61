import { closeSync, mkdirSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { throwIfCancelled, type CancelSignal } from '@shared/lib/abort';
import { Failure } from '@shared/lib/failure';
import { sha256Hex } from '../../../platform/hash';
import { ioFailure, isMissing } from '../../../platform/ioFailure';

export interface CopyTask {
  readonly from: string;
  readonly to: string;
  /** Folder of `to`. */
  readonly folder: string;
  /** What the sample table says of the file. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** The disk as the copying sees it; a test gives one that fails. */
export interface CopyDisk {
  /** Fills `into` from the start of the file. @returns bytes read */
  readonly read: (path: string, into: Uint8Array) => number;
  readonly write: (path: string, bytes: Uint8Array) => void;
}

function withFile<T>(path: string, flags: 'r' | 'w', work: (file: number) => T): T {
  const file = openSync(path, flags);
  try {
    return work(file);
  } finally {
    closeSync(file);
  }
}

function readInto(file: number, into: Uint8Array): number {
  let length = 0;
  for (let got = -1; got !== 0 && length < into.length; length += got)
    got = readSync(file, into, length, into.length - length, null);
  return length;
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
}

/** Fewer system calls than `readFileSync` and `writeFileSync`: the size is known and the buffer is used again. */
export const realDisk: CopyDisk = {
  read: (path, into) => withFile(path, 'r', (file) => readInto(file, into)),
  write: (path, bytes) => {
    withFile(path, 'w', (file) => {
      writeAll(file, bytes);
    });
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

/** One buffer for all files of a run; grows to the largest. */
class Buffers {
  private bytes = Buffer.allocUnsafe(1 << 16);

  /** Room for the file and one byte more, which shows a file that has grown. */
  for(task: CopyTask): Uint8Array {
    const length = task.sizeBytes + 1;
    if (this.bytes.length < length) this.bytes = Buffer.allocUnsafe(length * 2);
    return this.bytes.subarray(0, length);
  }
}

/** The file's bytes, or null when they are not what the task says. Errors of the file system pass through. */
function readIfSound(path: string, task: CopyTask, disk: CopyDisk, buffers: Buffers): Uint8Array | null {
  const into = buffers.for(task);
  const length = disk.read(path, into);
  const bytes = into.subarray(0, length);
  return length === task.sizeBytes && sha256Hex(bytes) === task.sha256 ? bytes : null;
}

function readChecked(task: CopyTask, disk: CopyDisk, buffers: Buffers): Uint8Array {
  try {
    const bytes = readIfSound(task.from, task, disk, buffers);
    if (bytes === null) throw changed(task.from, 'was changed');
    return bytes;
  } catch (thrown) {
    if (isMissing(thrown)) throw changed(task.from, 'is missing');
    throw ioFailure(thrown, 'read a stored image', task.from);
  }
}

/** True when an earlier run of the job has written this file as a whole. */
const isThere = (task: CopyTask, disk: CopyDisk, buffers: Buffers): boolean =>
  statSync(task.to, { throwIfNoEntry: false })?.size === task.sizeBytes &&
  readIfSound(task.to, task, disk, buffers) !== null;

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
  const buffers = new Buffers();
  let folder = '';
  let turnEndsAt = Date.now() + TURN_MS;
  for (const [done, task] of tasks.entries()) {
    // A look at the clock for every file would cost as much as some files do.
    if (done % 16 === 0 && Date.now() >= turnEndsAt) {
      options.progress(done);
      await nextTurn();
      throwIfCancelled(options.signal);
      turnEndsAt = Date.now() + TURN_MS;
    }
    try {
      if (task.folder !== folder) {
        folder = task.folder;
        mkdirSync(folder, { recursive: true });
      }
      if (options.isResumed && isThere(task, disk, buffers)) continue;
      disk.write(task.to, readChecked(task, disk, buffers));
    } catch (thrown) {
      throw ioFailure(thrown, 'write a file of the export', task.to);
    }
  }
  options.progress(tasks.length);
  throwIfCancelled(options.signal);
}
