import { throwIfCancelled, type CancelSignal } from '@shared/lib/abort';
import { BATCH_BYTES, BATCH_IMAGES, type BatchDone, type ImageBatch } from './imageBatch';
import type { ImagePool } from './imagePool';
import type { StoredImage } from './storedImages';
import { nextTurn, TURN_MS } from './turns';

export interface BatchWork {
  readonly count: number;
  /** Asked for one image at a time: a hundred thousand at once would take more memory than the work. */
  readonly imageOf: (nth: number) => StoredImage;
  /** File to be written; null where the bytes are wanted back. */
  readonly toOf: ((nth: number) => string) | null;
  readonly isResumed: boolean;
  /** Takes images from number `start` on; called in order. */
  readonly take: (start: number, done: BatchDone) => void;
}

export interface BatchOptions {
  readonly signal: CancelSignal;
  readonly progress: (done: number) => void;
  readonly pool: ImagePool;
}

/**
 * Has images worked on, several batches ahead of the one that is taken, with a breath at least every 30 ms. After a failure the pool may
 * still be busy with later batches; `close` waits for them.
 * @throws Failure the first by number of image, whichever happened first; cancelled, between two batches
 */
export async function inBatches(work: BatchWork, { signal, progress, pool }: BatchOptions): Promise<void> {
  const ahead: { readonly start: number; readonly end: number; readonly done: Promise<BatchDone> }[] = [];
  let asked = 0;
  let turnEndsAt = Date.now() + TURN_MS;
  for (;;) {
    throwIfCancelled(signal);
    while (asked < work.count && ahead.length < pool.width) {
      const batch = batchFrom(work, asked);
      const done = pool.run(batch);
      // A later one may fail while an earlier one is waited for; it is told of when its turn comes.
      done.catch(() => undefined);
      ahead.push({ start: asked, end: asked + batch.from.length, done });
      asked += batch.from.length;
    }
    const next = ahead.shift();
    if (next === undefined) break;
    const done = await next.done;
    work.take(next.start, done);
    pool.release(done);
    if (Date.now() < turnEndsAt) continue;
    progress(next.end);
    await nextTurn();
    turnEndsAt = Date.now() + TURN_MS;
  }
  progress(work.count);
  throwIfCancelled(signal);
}

function batchFrom({ count, imageOf, toOf, isResumed }: BatchWork, start: number): ImageBatch {
  const to: string[] | null = toOf === null ? null : [];
  const batch: ImageBatch = { from: [], sha256: [], sizeBytes: [], mark: [], to, isResumed };
  let bytes = 0;
  for (let nth = start; nth < count && nth < start + BATCH_IMAGES && bytes < BATCH_BYTES; nth++) {
    const { from, sha256, sizeBytes, mark } = imageOf(nth);
    batch.from.push(from);
    batch.sha256.push(sha256);
    batch.sizeBytes.push(sizeBytes);
    batch.mark.push(mark);
    if (toOf !== null) to?.push(toOf(nth));
    bytes += sizeBytes;
  }
  return batch;
}
