import type { SampleId, SetId } from '@shared/domain/ids';

export interface FacesQuestion {
  readonly number: number;
  readonly setId: SetId;
  readonly ids: readonly SampleId[];
}

export interface FacesAnswer {
  readonly number: number;
  /** In the order asked for; empty where there is none to see. None at all where there was no answer. */
  readonly urls: readonly string[];
}

/** Fetches batches of faces in a worker, and makes them addresses there: in fast scrolling both took a fifth of the window's own thread. */
export class FaceFetcher {
  private worker: Worker | undefined;
  private readonly pending = new Map<number, (urls: readonly string[]) => void>();
  private nextNumber = 1;

  readonly fetch = (setId: SetId, ids: readonly SampleId[]): Promise<readonly string[]> =>
    new Promise((resolve) => {
      const question: FacesQuestion = { number: this.nextNumber++, setId, ids };
      this.pending.set(question.number, resolve);
      this.start().postMessage(question);
    });

  /** Makes the worker ready, so that the first faces need not wait for it. */
  start(): Worker {
    if (this.worker !== undefined) return this.worker;
    const worker = new Worker(new URL('./faces.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = (message: MessageEvent<FacesAnswer>) => this.answered(message.data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.worker = undefined;
      for (const number of [...this.pending.keys()]) this.answered({ number, urls: [] });
    };
    this.worker = worker;
    return worker;
  }

  private answered({ number, urls }: FacesAnswer): void {
    const resolve = this.pending.get(number);
    this.pending.delete(number);
    resolve?.(urls);
  }
}

/** One for the whole window. */
export const faceFetcher = new FaceFetcher();
