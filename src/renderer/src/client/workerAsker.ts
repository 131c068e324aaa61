import { Failure } from '@shared/lib/failure';
import type { FailureDetail } from '@shared/lib/failure';

/** Window → worker. Each question carries a number that its answer repeats. */
export interface Question<R> {
  readonly number: number;
  readonly request: R;
}

/** Worker → window. */
export type Answer<V> =
  | { readonly number: number; readonly ok: true; readonly value: V }
  | { readonly number: number; readonly ok: false; readonly error: FailureDetail };

interface Pending<V> {
  readonly resolve: (value: V) => void;
  readonly reject: (error: Failure) => void;
}

/** Numbers questions to one worker and gives each answer to the one who asked. `Answers`: by type of request, what it is answered with. */
export class WorkerAsker<Request extends { readonly type: keyof Answers }, Answers> {
  private readonly pending = new Map<number, Pending<Answers[keyof Answers]>>();
  private nextNumber = 1;

  /** @param subject for sentences: `The sample table` */
  constructor(
    private readonly worker: Worker,
    private readonly subject: string,
  ) {
    worker.onmessage = (message: MessageEvent<Answer<Answers[keyof Answers]>>) => {
      const reply = message.data;
      const asked = this.pending.get(reply.number);
      this.pending.delete(reply.number);
      if (reply.ok) asked?.resolve(reply.value);
      else asked?.reject(new Failure(reply.error));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.failAll(event.message);
    };
  }

  async ask<R extends Request>(request: R): Promise<Answers[R['type']]> {
    const number = this.nextNumber++;
    return new Promise((resolve, reject) => {
      this.pending.set(number, { resolve, reject });
      const question: Question<R> = { number, request };
      this.worker.postMessage(question);
    });
  }

  close(): void {
    this.worker.terminate();
    this.failAll('it was closed');
  }

  private failAll(detail: string): void {
    const error = new Failure({
      code: 'internal',
      message: `${this.subject} stopped answering.`,
      place: detail,
    });
    for (const { reject } of this.pending.values()) reject(error);
    this.pending.clear();
  }
}
