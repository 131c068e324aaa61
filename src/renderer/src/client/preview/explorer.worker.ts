import { toFailureDetail } from '@shared/lib/failure';
import { ExplorerDrawing } from './explorerDrawing';
import type { ExplorerAnswer, ExplorerRequest } from './explorerProtocol';
import { headModelLoader } from './headModelLoader';

const loadModel = headModelLoader();
let drawing: ExplorerDrawing | undefined;
/** Newest request per row of faces: an older one of the same row stops. */
const newest = new Map<string, number>();
/** Requests are answered one after the other: they share the renderer's buffers. */
let last: Promise<void> = Promise.resolve();

const rowOf = (request: ExplorerRequest): string => (request.type === 'row' ? `row ${request.row}` : request.type);

async function answer(request: ExplorerRequest): Promise<void> {
  const send = (said: ExplorerAnswer): void => self.postMessage(said);
  const { number } = request;
  try {
    drawing ??= new ExplorerDrawing(await loadModel());
    const startedMs = performance.now();
    for (const said of drawing.answer(request)) {
      send({ ...said, number });
      if (request.type !== 'row' && request.type !== 'variations') continue;
      await letMessagesIn();
      if (newest.get(rowOf(request)) !== number) break;
    }
    send({ type: 'done', number, elapsedMs: performance.now() - startedMs });
  } catch (thrown) {
    send({ type: 'failed', number, error: toFailureDetail(thrown) });
  }
}

/** A newer request waits in the queue of messages; a task of its own lets it arrive. */
const letMessagesIn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

self.onmessage = (message: MessageEvent<ExplorerRequest>) => {
  const request = message.data;
  newest.set(rowOf(request), request.number);
  last = last.then(() => answer(request));
};
