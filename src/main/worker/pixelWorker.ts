import { parentPort, workerData } from 'node:worker_threads';
import { createHash } from 'node:crypto';
import type { EncodedSample } from '../engine/generators/graphics/encodedSample';
import { openSampleRenderer, type SampleRenderer } from '../engine/generators/graphics/sampleRenderer';
import { describeError } from './describeError';
import type { PixelReply, PixelRequest, PixelSetup } from './pixelProtocol';

/** Entry of a pixel thread: draws what the pool asks for until the pool ends it. */
if (parentPort === null) throw new Error('pixelWorker is started by the pixel pool only');
const port = parentPort;
const setup = workerData as PixelSetup; // made by the pool of the same build

const reply = (message: PixelReply, transfer: readonly ArrayBuffer[] = []): void => {
  port.postMessage(message, transfer);
};

function render(renderer: SampleRenderer, { taskId, identityIndex, sampleIndexes }: PixelRequest): void {
  try {
    const samples = sampleIndexes.map((sampleIndex): EncodedSample => {
      const sample = renderer.render(identityIndex, sampleIndex);
      return { ...sample, sha256: createHash('sha256').update(sample.bytes).digest('hex') };
    });
    reply(
      { type: 'rendered', taskId, samples },
      samples.map((sample) => sample.bytes.buffer as ArrayBuffer), // each encoder result owns its whole buffer
    );
  } catch (thrown) {
    reply({ type: 'failed', taskId, error: describeError(thrown) });
  }
}

openSampleRenderer(setup).then(
  (renderer) => {
    port.on('message', (request: PixelRequest) => {
      render(renderer, request);
    });
    reply({ type: 'ready' });
  },
  (thrown: unknown) => {
    reply({ type: 'failed', taskId: null, error: describeError(thrown) });
  },
);
