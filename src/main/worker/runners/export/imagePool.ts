import { sha256OfFile } from '../../../platform/hash';
import { type BatchDone, BatchWorker, type ImageBatch } from './imageBatch';
import type { CopyDisk } from './storedImages';

/** Who does the work on images: threads, or the process itself. Either way equal batches give equal bytes. */
export interface ImagePool {
  /** Batches that may be under way at once. */
  readonly width: number;
  /** @throws Failure corrupt-data naming the file, disk-full, io, worker-crashed */
  run(batch: ImageBatch): Promise<BatchDone>;
  /** Says that the bytes of a batch are not looked at any more; their memory is used again. */
  release(done: BatchDone): void;
  /** SHA-256 of a file, 64 hexadecimal digits. @throws Failure io */
  hashFile(path: string): Promise<string>;
  /** Waits for batches that are under way, so that nothing is written afterwards. */
  close(): Promise<void>;
}

/** Works in this process, one batch after the other: on one core, and in tests that give a disk of their own. */
export function ownPool(disk: CopyDisk): ImagePool {
  const worker = new BatchWorker(disk);
  let spare: ArrayBuffer | null = null;
  let hashed: Promise<unknown> = Promise.resolve();
  return {
    width: 1,
    // Async turns what is thrown into a rejection.
    // eslint-disable-next-line @typescript-eslint/require-await
    run: async (batch) => worker.work(batch, spare),
    release: ({ bytes }) => {
      spare = bytes === null ? null : (bytes.buffer as ArrayBuffer); // made by OutgoingBytes
    },
    // One at a time, whatever became of the one before: a large export has a hundred files.
    hashFile: (path) => {
      const next = hashed.then(() => sha256OfFile(path));
      hashed = next.catch(() => undefined);
      return next;
    },
    close: () => Promise.resolve(),
  };
}
