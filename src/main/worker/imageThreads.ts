import { cpus } from 'node:os';
import { Worker } from 'node:worker_threads';
import { Failure } from '@shared/lib/failure';
import { describeError, failureOf } from './describeError';
import type { ImageReply, ImageRequest } from './imageProtocol';
import type { BatchDone, ImageBatch } from './runners/export/imageBatch';
import type { ImagePool } from './runners/export/imagePool';

/** More threads wait for the disk, or for who puts a pack together. */
const MAX_THREADS = 4;
/** So that a thread that is done has the next batch at hand, even while a mebibyte of a pack is written. */
const BATCHES_PER_THREAD = 4;
/** A thread's own heap, in MB; the bytes of images lie outside it. */
const LIMITS = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 4 };

/** Threads that are worth starting; 0 where the process had better do the work itself. */
export const imageThreadCount = (): number => {
  const cores = cpus().length;
  return cores < 2 ? 0 : Math.min(cores, MAX_THREADS);
};

interface Pending {
  readonly resolve: (reply: ImageReply) => void;
  readonly reject: (failure: Failure) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly pending: Map<number, Pending>;
}

/** @param threadScript absolute path of the built imageWorker.js */
export const openImageThreads = (threadScript: string, threadCount: number): ImagePool =>
  new ImageThreads(threadScript, threadCount);

class ImageThreads implements ImagePool {
  readonly width: number;
  private readonly threads: Thread[];
  private readonly spare: ArrayBuffer[] = [];
  private readonly running = new Set<Promise<BatchDone>>();
  private nextId = 0;
  /** Set once: why nothing more is taken. */
  private end: Failure | null = null;

  constructor(threadScript: string, threadCount: number) {
    this.width = threadCount * BATCHES_PER_THREAD;
    this.threads = Array.from({ length: threadCount }, () => this.start(threadScript));
  }

  run(batch: ImageBatch): Promise<BatchDone> {
    const running = this.send(batch);
    this.running.add(running);
    const forget = (): void => void this.running.delete(running);
    running.then(forget, forget);
    return running;
  }

  release({ bytes }: BatchDone): void {
    if (bytes !== null && this.spare.length < this.width) this.spare.push(bytes.buffer as ArrayBuffer); // was transferred whole
  }

  async hashFile(path: string): Promise<string> {
    const reply = await this.ask((id) => ({ id, hashFile: path }), []);
    if ('sha256' in reply) return reply.sha256;
    throw new Error('an image thread gave the wrong answer');
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.running);
    this.giveUp(new Failure({ code: 'cancelled', message: 'Cancelled.' }));
    await Promise.all(this.threads.map(({ worker }) => worker.terminate()));
  }

  private async send(batch: ImageBatch): Promise<BatchDone> {
    const spare = (batch.to === null ? this.spare.pop() : null) ?? null;
    const reply = await this.ask((id) => ({ id, batch, spare }), spare === null ? [] : [spare]);
    if ('done' in reply) return reply.done;
    throw new Error('an image thread gave the wrong answer');
  }

  private ask(requestOf: (id: number) => ImageRequest, transfer: readonly ArrayBuffer[]): Promise<ImageReply> {
    return new Promise((resolve, reject) => {
      if (this.end !== null) {
        reject(this.end);
        return;
      }
      const id = this.nextId++;
      const thread = this.threads.reduce((least, one) => (one.pending.size < least.pending.size ? one : least));
      thread.pending.set(id, { resolve, reject });
      thread.worker.postMessage(requestOf(id), transfer);
    });
  }

  private start(threadScript: string): Thread {
    const worker = new Worker(threadScript, { resourceLimits: LIMITS });
    const thread: Thread = { worker, pending: new Map() };
    worker.on('message', (reply: ImageReply) => {
      const pending = thread.pending.get(reply.id);
      thread.pending.delete(reply.id);
      if ('error' in reply) pending?.reject(failureOf(reply.error));
      else pending?.resolve(reply);
    });
    worker.on('error', (thrown) => {
      this.giveUp(failureOf(describeError(thrown)));
    });
    worker.on('exit', (code) => {
      this.giveUp(
        new Failure({ code: 'worker-crashed', message: `An image thread ended by itself (exit code ${code}).` }),
      );
    });
    return thread;
  }

  private giveUp(reason: Failure): void {
    if (this.end !== null) return;
    this.end = reason;
    for (const { pending } of this.threads) {
      for (const { reject } of pending.values()) reject(reason);
      pending.clear();
    }
  }
}
