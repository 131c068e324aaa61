import { TrainConfig, type TrainingMetric } from '@shared/domain/training';
import { throwIfCancelled, type CancelSignal } from '@shared/lib/abort';
import { Failure } from '@shared/lib/failure';
import { loadTensorFlow } from '../tensor/bootstrap';
import { BatchLoader } from './batchLoader';
import { BatchOrder, runLength } from './batchOrder';
import { readCheckpoint, type CheckpointFiles, type CheckpointSink } from './checkpoint';
import { developmentAccuracy } from './developmentAccuracy';
import { DEFAULT_CACHE_BYTES, PixelCache } from './pixelCache';
import { RunWatch, type RunSummary } from './runWatch';
import { Trainer } from './trainer';
import { checkTrainingData, type TrainingData } from './trainingData';

export interface TrainPorts {
  readonly signal: CancelSignal;
  progress(update: { readonly done: number; readonly total: number; readonly unit: 'steps' }): void;
  /** `step` counts steps done. */
  metric(name: TrainingMetric, step: number, value: number): void;
  readonly checkpoint: CheckpointSink;
  readonly resumeFrom?: CheckpointFiles;
  /** Decoded images are kept in memory up to this size. */
  readonly cacheBytes?: number;
}

export interface TrainOutcome extends RunSummary {
  readonly stepCount: number;
  /** Accuracy on the development pairs at the end; null without such pairs. */
  readonly developmentAccuracy: number | null;
  /** The finished recogniser as safetensors, equal to the last checkpoint's. */
  readonly weights: Uint8Array;
}

/**
 * Trains from scratch or goes on from a checkpoint; on one machine with one number of threads the result is the same to the bit
 * either way. Cancel is looked at between steps: a checkpoint is written, then `cancelled` is thrown.
 * @throws Failure `invalid-input` for data that do not fit, `diverged` where the loss is no number (the last checkpoint stays),
 * `conflict` and `corrupt-data` for a checkpoint that does not fit, `out-of-memory` where the batch is too large.
 */
export async function trainRecogniser(
  config: TrainConfig,
  data: TrainingData,
  ports: TrainPorts,
): Promise<TrainOutcome> {
  const parsed = TrainConfig.parse(config);
  checkTrainingData(data);
  await loadTensorFlow();
  const { network, batchSize, epochs, seed } = parsed;
  const length = runLength(data.count, batchSize, epochs);
  const { stepCount, stepsPerEpoch } = length;
  const from =
    ports.resumeFrom === undefined
      ? null
      : readCheckpoint(ports.resumeFrom, {
          stepCount,
          sampleCount: data.count,
          classCount: data.classCount,
          config: parsed,
        });
  const images = new PixelCache(
    data,
    network.inputHeight * network.inputWidth * 3,
    ports.cacheBytes ?? DEFAULT_CACHE_BYTES,
  );
  const loader = new BatchLoader(seed, images, new BatchOrder(seed, data.count, length), network, parsed.augmentation);
  const trainer = new Trainer(parsed, data, stepCount, from);
  try {
    const first = from?.state.step ?? 0;
    const watch = new RunWatch(stepCount - first, length.batchSize);
    let developed: number | null = null;
    for (let step = first; step < stepCount; step++) {
      await stopIfCancelled(ports, trainer, step, first);
      const waiting = watch.now();
      const batch = await loader.load(step);
      watch.waited(waiting);
      const report = runStep(() => trainer.step(step, batch), length.batchSize);
      const done = step + 1;
      watch.stepped(report.loss, report.accuracy, (name, at, value) => ports.metric(name, at, value), done);
      ports.metric('loss', done, report.loss);
      ports.metric('trainAccuracy', done, report.accuracy);
      ports.metric('learningRate', done, report.learningRate);
      ports.progress({ done, total: stepCount, unit: 'steps' });
      const isEnd = done === stepCount;
      if (isEnd || done % parsed.checkpointEverySteps === 0) await ports.checkpoint.save(trainer.checkpoint(done));
      if (data.development !== undefined && (isEnd || done % (stepsPerEpoch * parsed.developmentEveryEpochs) === 0)) {
        developed = await developmentAccuracy(trainer.recogniser, data.development);
        ports.metric('devAccuracy', done, developed);
      }
    }
    return { stepCount, ...watch.summary(), developmentAccuracy: developed, weights: trainer.recogniser.weights() };
  } finally {
    trainer.dispose();
  }
}

/** Lets messages of the process be heard (a cancel among them), then keeps what has been learned and stops. */
async function stopIfCancelled(ports: TrainPorts, trainer: Trainer, step: number, first: number): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (!ports.signal.aborted) return;
  if (step > first) await ports.checkpoint.save(trainer.checkpoint(step));
  throwIfCancelled(ports.signal);
}

/** TensorFlow tells of missing memory only in the text of its error. */
function runStep<T>(step: () => T, batchSize: number): T {
  try {
    return step();
  } catch (cause) {
    if (!(cause instanceof Error) || !/OOM|out of memory|RESOURCE_EXHAUSTED|allocat/i.test(cause.message)) throw cause;
    throw new Failure(
      {
        code: 'out-of-memory',
        message: `A batch of ${batchSize} images does not fit into memory.`,
        remedy: `Try a batch of ${Math.max(2, Math.floor(batchSize / 2))}; the run can be started again.`,
      },
      { cause },
    );
  }
}
