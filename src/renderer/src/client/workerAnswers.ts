import { toFailureDetail } from '@shared/lib/failure';
import type { Answer, Question } from './workerAsker';

/**
 * The handler in a worker for what a `WorkerAsker` asks: `self.onmessage = answering(…)`.
 * @param buffersOf of a value what is handed over rather than copied
 */
export function answering<Request, Value>(
  answer: (request: Request) => Promise<Value>,
  buffersOf: (value: Value) => ArrayBuffer[] = () => [],
): (message: MessageEvent<Question<Request>>) => void {
  return (message) => {
    const { number, request } = message.data;
    const send = (reply: Answer<Value>, transfer: ArrayBuffer[] = []): void => self.postMessage(reply, { transfer });
    answer(request).then(
      (value) => send({ number, ok: true, value }, buffersOf(value)),
      (thrown: unknown) => send({ number, ok: false, error: toFailureDetail(thrown) }),
    );
  };
}
