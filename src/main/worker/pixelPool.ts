import { Worker } from 'node:worker_threads';
import { Failure } from '@shared/lib/failure';
import type { EncodedSample } from '../engine/generators/graphics/encodedSample';
import { chooseTask } from './chooseTask';
import { describeError, failureOf } from './describeError';
import type { PixelReply, PixelRequest, PixelSetup, PixelTask } from './pixelProtocol';

/** Draws samples on several threads. The same task gives the same bytes whatever thread does it and in whatever order. */
export interface PixelPool {
  readonly threadCount: number;
  /** Samples in the order in which the task names or gives them. @throws Failure when drawing fails or the pool is closed */
  render(task: PixelTask): Promise<readonly EncodedSample[]>;
  /** Ends the threads at once; unfinished tasks are rejected as cancelled. */
  close(): Promise<void>;
}

export interface PixelPoolOptions {
  /** Absolute path of the built pixelWorker.js. */
  readonly threadScript: string;
  readonly threadCount: number;
  readonly setup: PixelSetup;
}

interface Pending extends PixelRequest {
  readonly identityIndex: number;
  readonly resolve: (samples: readonly EncodedSample[]) => void;
  readonly reject: (failure: Failure) => void;
}

interface Thread {
  readonly worker: Worker;
  identityIndex: number | null;
  current: Pending | null;
}

/** A thread's own heap, in MB; pixel buffers lie outside it. Keeps garbage from piling up on machines with much memory. */
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 24 };

export const openPixelPool = (options: PixelPoolOptions): PixelPool => new ThreadPool(options);

class ThreadPool implements PixelPool {
  readonly threadCount: number;
  private readonly threads: Thread[];
  private queue: Pending[] = [];
  private nextTaskId = 0;
  /** Set once: why no more tasks are taken. */
  private end: Failure | null = null;

  constructor(options: PixelPoolOptions) {
    this.threadCount = options.threadCount;
    this.threads = Array.from({ length: options.threadCount }, () => this.startThread(options));
  }

  render(task: PixelTask): Promise<readonly EncodedSample[]> {
    return new Promise((resolve, reject) => {
      if (this.end !== null) {
        reject(this.end);
        return;
      }
      this.queue.push({ taskId: this.nextTaskId++, task, identityIndex: task.identityIndex, resolve, reject });
      // Later, so that all that is asked for in one go can be dealt out by identity.
      queueMicrotask(() => {
        for (const thread of this.threads) this.feed(thread);
      });
    });
  }

  async close(): Promise<void> {
    this.giveUp(new Failure({ code: 'cancelled', message: 'Cancelled.' }));
    await Promise.all(this.threads.map((thread) => thread.worker.terminate()));
  }

  private startThread(options: PixelPoolOptions): Thread {
    const worker = new Worker(options.threadScript, { workerData: options.setup, resourceLimits: LIMITS });
    const thread: Thread = { worker, identityIndex: null, current: null };
    worker.on('message', (reply: PixelReply) => {
      this.receive(thread, reply);
    });
    worker.on('error', (thrown) => {
      this.giveUp(failureOf(describeError(thrown)));
    });
    worker.on('exit', (code) => {
      this.giveUp(
        new Failure({ code: 'worker-crashed', message: `A pixel thread ended by itself (exit code ${code}).` }),
      );
    });
    return thread;
  }

  private receive(thread: Thread, reply: PixelReply): void {
    if (reply.type === 'failed' && reply.taskId === null) {
      this.giveUp(failureOf(reply.error));
      return;
    }
    const task = thread.current;
    if (reply.type !== 'ready' && task !== null && task.taskId === reply.taskId) {
      thread.current = null;
      if (reply.type === 'rendered') task.resolve(reply.samples);
      else task.reject(failureOf(reply.error));
    }
    this.feed(thread);
  }

  private feed(thread: Thread): void {
    if (thread.current !== null || this.end !== null) return;
    const others = new Set<number>();
    for (const other of this.threads)
      if (other !== thread && other.identityIndex !== null) others.add(other.identityIndex);
    const [next] = this.queue.splice(Math.max(0, chooseTask(this.queue, thread.identityIndex, others)), 1);
    if (next === undefined) return;
    thread.current = next;
    thread.identityIndex = next.identityIndex;
    thread.worker.postMessage({ taskId: next.taskId, task: next.task } satisfies PixelRequest);
  }

  private giveUp(reason: Failure): void {
    if (this.end !== null) return;
    this.end = reason;
    const running = this.threads.flatMap((thread) => (thread.current === null ? [] : [thread.current]));
    for (const task of [...running, ...this.queue]) task.reject(reason);
    this.queue = [];
    for (const thread of this.threads) thread.current = null;
  }
}
