import { parentPort, workerData } from 'node:worker_threads';
import { createHash } from 'node:crypto';
import type { EncodedSample } from '../engine/generators/graphics/encodedSample';
import { openSampleRenderer, type SampleRenderer } from '../engine/generators/graphics/sampleRenderer';
import { describeError } from './describeError';
import type { PixelReply, PixelRequest, PixelSetup, PixelTask } from './pixelProtocol';

/** Entry of a pixel thread: draws what the pool asks for until the pool ends it. */
if (parentPort === null) throw new Error('pixelWorker is started by the pixel pool only');
const port = parentPort;
const setup = workerData as PixelSetup; // made by the pool of the same build

const reply = (message: PixelReply, transfer: readonly ArrayBuffer[] = []): void => {
  port.postMessage(message, transfer);
};

const withHash = (sample: Omit<EncodedSample, 'sha256'>): EncodedSample => ({
  ...sample,
  sha256: createHash('sha256').update(sample.bytes).digest('hex'),
});

const draw = (renderer: SampleRenderer, task: PixelTask): EncodedSample[] =>
  'given' in task
    ? task.given.map((given) => withHash(renderer.renderGiven(task.identityIndex, given)))
    : task.sampleIndexes.map((sampleIndex) => withHash(renderer.render(task.identityIndex, sampleIndex)));

function answer(renderer: SampleRenderer, { taskId, task }: PixelRequest): void {
  try {
    const samples = draw(renderer, task);
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
      answer(renderer, request);
    });
    reply({ type: 'ready' });
  },
  (thrown: unknown) => {
    reply({ type: 'failed', taskId: null, error: describeError(thrown) });
  },
);
