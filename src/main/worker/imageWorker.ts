import { parentPort } from 'node:worker_threads';
import { sha256OfFileNow } from '../platform/hash';
import { describeError } from './describeError';
import type { ImageReply, ImageRequest } from './imageProtocol';
import { BatchWorker } from './runners/export/imageBatch';
import { realDisk } from './runners/export/storedImages';

/** Entry of an image thread: does what the pool asks for, one thing after the other, until the pool ends it. */
if (parentPort === null) throw new Error('imageWorker is started by the image pool only');
const port = parentPort;
const worker = new BatchWorker(realDisk);

const reply = (message: ImageReply, transfer: readonly ArrayBuffer[] = []): void => {
  port.postMessage(message, transfer);
};

function answer(request: ImageRequest): void {
  const { id } = request;
  try {
    if ('hashFile' in request) {
      reply({ id, sha256: sha256OfFileNow(request.hashFile) });
      return;
    }
    const done = worker.work(request.batch, request.spare);
    const buffers = [done.sha256, done.sizeBytes, ...(done.bytes === null ? [] : [done.bytes])].map(
      ({ buffer }) => buffer as ArrayBuffer, // each list has its own, made by the worker
    );
    reply({ id, done }, buffers);
  } catch (thrown) {
    reply({ id, error: describeError(thrown) });
  }
}

port.on('message', (request: ImageRequest) => {
  answer(request);
});
