import { Failure } from '@shared/lib/failure';
import type { Answer, Question, TableAnswers, TableRequest } from './tableProtocol';

interface Pending {
  readonly resolve: (value: TableAnswers[TableRequest['type']]) => void;
  readonly reject: (error: Failure) => void;
}

let spare: Worker | undefined;
const newWorker = (): Worker => new Worker(new URL('./table.worker.ts', import.meta.url), { type: 'module' });

function takeWorker(): Worker {
  const worker = spare ?? newWorker();
  spare = undefined;
  return worker;
}

/** Has a worker ready for the next table, its code read, so that opening a set need not wait for it. */
export function prepareTableWorker(): void {
  spare ??= newWorker();
}

/** Numbers questions to one worker and gives each answer to the one who asked. */
export class WorkerAsker {
  private readonly worker = takeWorker();
  private readonly pending = new Map<number, Pending>();
  private nextNumber = 1;

  constructor() {
    this.worker.onmessage = (message: MessageEvent<Answer>) => {
      const reply = message.data;
      const asked = this.pending.get(reply.number);
      this.pending.delete(reply.number);
      if (reply.ok) asked?.resolve(reply.value);
      else asked?.reject(new Failure(reply.error));
    };
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.failAll(event.message);
    };
  }

  async ask<R extends TableRequest>(request: R): Promise<TableAnswers[R['type']]> {
    const number = this.nextNumber++;
    const value = await new Promise<TableAnswers[TableRequest['type']]>((resolve, reject) => {
      this.pending.set(number, { resolve, reject });
      const question: Question = { number, request };
      this.worker.postMessage(question);
    });
    // The worker answers each request with the value of its type (tableProtocol.ts).
    return value as TableAnswers[R['type']];
  }

  close(): void {
    this.worker.terminate();
    this.failAll('the table was closed');
  }

  private failAll(detail: string): void {
    const error = new Failure({ code: 'internal', message: 'The sample table stopped answering.', place: detail });
    for (const { reject } of this.pending.values()) reject(error);
    this.pending.clear();
  }
}
