import { mkdirSync, statSync } from 'node:fs';
import type { CancelSignal } from '@shared/lib/abort';
import { ioFailure } from '../../../platform/ioFailure';
import { type CopyDisk, type OutgoingImage, type StoredImage, StoredImages } from './storedImages';
import { inTurns } from './turns';
import type { WrittenImages } from './writtenImages';

export interface CopyTask extends StoredImage {
  readonly to: string;
  /** Folder of `to`. */
  readonly folder: string;
}

export interface CopyOptions {
  readonly signal: CancelSignal;
  /** Look for files of an earlier run. */
  readonly isResumed: boolean;
  readonly progress: (done: number) => void;
  readonly disk: CopyDisk;
  readonly written: WrittenImages;
}

/**
 * Copies images to files and checks each against its hash; what is written are the very bytes that were checked, with the mark. Files
 * that are there already with these bytes are kept. Calls are synchronous on purpose: this is a process of its own, and for files of a few
 * kilobytes a round trip through the thread pool costs more than the copy (measured in bench/export.ts).
 *
 * Image files are not flushed one by one (nor does `cp` do so): after a power cut the manifest's hashes tell what is missing.
 * @param taskOf asked for one image at a time: a hundred thousand tasks at once would take more memory than the work
 * @throws Failure corrupt-data naming the file, disk-full, io, cancelled
 */
export async function copyFiles(
  count: number,
  taskOf: (index: number) => CopyTask,
  options: CopyOptions,
): Promise<void> {
  const { disk, written } = options;
  const images = new StoredImages(disk);
  const earlier = new EarlierFiles(disk);
  let folder = '';
  await inTurns(count, options, (index) => {
    const task = taskOf(index);
    try {
      if (task.folder !== folder) {
        folder = task.folder;
        mkdirSync(folder, { recursive: true });
      }
      const image = images.read(task);
      if (!(options.isResumed && earlier.holds(task.to, image))) disk.write(task.to, image.bytes);
      written.put(index, image.sha256, image.bytes.length, null);
    } catch (thrown) {
      throw ioFailure(thrown, 'write a file of the export', task.to);
    }
  });
}

/** What an earlier run of the job has written. */
class EarlierFiles {
  private buffer = Buffer.allocUnsafe(1 << 16);

  constructor(private readonly disk: CopyDisk) {}

  /** True when the file is there with these very bytes. */
  holds(path: string, { bytes }: OutgoingImage): boolean {
    if (statSync(path, { throwIfNoEntry: false })?.size !== bytes.length) return false;
    if (this.buffer.length < bytes.length) this.buffer = Buffer.allocUnsafe(bytes.length * 2);
    const into = this.buffer.subarray(0, bytes.length);
    return this.disk.read(path, into) === bytes.length && Buffer.compare(into, bytes) === 0;
  }
}
