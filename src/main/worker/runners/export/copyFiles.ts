import { type BatchOptions, type BatchWork, inBatches } from './batches';
import type { WrittenImages } from './writtenImages';

const HASH_BYTES = 32;

export interface CopyOptions extends BatchOptions {
  readonly written: WrittenImages;
}

/**
 * Copies images to files and checks each against its hash; what is written are the very bytes that were checked, with the mark. Files
 * that are there already with these bytes are kept where a run is resumed.
 * @throws Failure corrupt-data naming the file, disk-full, io, cancelled
 */
export async function copyFiles(work: Omit<BatchWork, 'take'>, options: CopyOptions): Promise<void> {
  await inBatches(
    {
      ...work,
      take: (start, { sha256, sizeBytes }) => {
        for (const [nth, size] of sizeBytes.entries())
          options.written.put(start + nth, sha256.subarray(nth * HASH_BYTES, (nth + 1) * HASH_BYTES), size, null);
      },
    },
    options,
  );
}
