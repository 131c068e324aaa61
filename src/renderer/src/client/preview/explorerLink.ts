import { Failure } from '@shared/lib/failure';
import type { ExplorerAnswer, ExplorerRequest } from './explorerProtocol';

type Asked = ExplorerRequest extends infer R ? (R extends ExplorerRequest ? Omit<R, 'number'> : never) : never;

/** The part of a Worker that the link needs. */
export interface WorkerPort {
  postMessage(message: ExplorerRequest): void;
  terminate(): void;
  onmessage: ((message: MessageEvent<ExplorerAnswer>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

interface Waiting {
  readonly onAnswer: (answer: ExplorerAnswer) => void;
  readonly resolve: (elapsedMs: number) => void;
  readonly reject: (failure: Failure) => void;
}

/** Questions to one worker, each answered once. */
export class ExplorerLink {
  private number = 0;
  private readonly waiting = new Map<number, Waiting>();

  constructor(private readonly port: WorkerPort) {
    port.onmessage = (message) => this.take(message.data);
    port.onerror = (event) => {
      event.preventDefault();
      const failure = new Failure({
        code: 'internal',
        message: 'Drawing stopped.',
        place: event.message,
        remedy: 'Open the page again.',
      });
      for (const { reject } of this.waiting.values()) reject(failure);
      this.waiting.clear();
    };
  }

  /**
   * @param onAnswer gets everything but the end, in order
   * @returns time the worker took, ms. @throws Failure of the worker
   */
  ask(asked: Asked, onAnswer: (answer: ExplorerAnswer) => void): Promise<number> {
    const number = ++this.number;
    return new Promise((resolve, reject) => {
      this.waiting.set(number, { onAnswer, resolve, reject });
      this.port.postMessage({ ...asked, number });
    });
  }

  close(): void {
    this.port.terminate();
    this.waiting.clear();
  }

  private take(answer: ExplorerAnswer): void {
    const waiting = this.waiting.get(answer.number);
    if (waiting === undefined) return;
    if (answer.type !== 'done' && answer.type !== 'failed') {
      waiting.onAnswer(answer);
      return;
    }
    this.waiting.delete(answer.number);
    if (answer.type === 'done') waiting.resolve(answer.elapsedMs);
    else waiting.reject(new Failure(answer.error));
  }
}
