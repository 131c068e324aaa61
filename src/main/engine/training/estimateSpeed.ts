import { TrainConfig } from '@shared/domain/training';
import { throwIfCancelled, type CancelSignal } from '@shared/lib/abort';
import { Rng } from '@shared/lib/rng';
import { loadTensorFlow } from '../tensor/bootstrap';
import { BatchLoader } from './batchLoader';
import { BatchOrder, runLength } from './batchOrder';
import { Trainer } from './trainer';
import type { TrainingData } from './trainingData';

export interface SpeedEstimate {
  readonly imagesPerSecond: number;
  readonly stepCount: number;
  /** For the whole run, without reading and decoding images and without measurements on development pairs. */
  readonly totalSeconds: number;
  readonly parameterCount: number;
  /** Largest memory of this process so far, the timed steps included. */
  readonly peakBytes: number;
}

export interface EstimateOptions {
  readonly sampleCount: number;
  readonly classCount: number;
  readonly signal: CancelSignal;
  /** Steps that are timed, after one that is not. */
  readonly timedSteps?: number;
}

/** Names the random stream of the pixels that stand in for images. */
const PIXEL_STREAM = 0x70726f62;

/** Times a few steps of this very configuration, views included, on noise. The fastest step counts: other programs only slow it down. */
export async function estimateSpeed(config: TrainConfig, options: EstimateOptions): Promise<SpeedEstimate> {
  const parsed = TrainConfig.parse(config);
  const { network, seed, augmentation } = parsed;
  const { sampleCount, classCount, timedSteps = 3 } = options;
  await loadTensorFlow();
  const length = runLength(sampleCount, parsed.batchSize, parsed.epochs);
  const data = noiseData(network.inputHeight * network.inputWidth * 3, sampleCount, classCount);
  const order = new BatchOrder(seed, sampleCount, length);
  const loader = new BatchLoader(seed, data, order, network, augmentation);
  const trainer = new Trainer(parsed, data, length.stepCount, null);
  try {
    let fastest = Infinity;
    for (let step = 0; step <= timedSteps; step++) {
      throwIfCancelled(options.signal);
      const start = performance.now();
      trainer.step(step, await loader.load(step % length.stepCount));
      if (step > 0) fastest = Math.min(fastest, (performance.now() - start) / 1000);
    }
    return {
      imagesPerSecond: length.batchSize / fastest,
      stepCount: length.stepCount,
      totalSeconds: fastest * length.stepCount,
      parameterCount: trainer.recogniser.network.parameters.count,
      peakBytes: process.resourceUsage().maxRSS * 1024,
    };
  } finally {
    trainer.dispose();
  }
}

function noiseData(imageBytes: number, count: number, classCount: number): TrainingData {
  const rng = new Rng(0, PIXEL_STREAM);
  const pixels = Uint8Array.from({ length: imageBytes }, () => rng.below(256));
  return {
    count,
    classCount,
    labelOf: (index) => ({ labelA: index % classCount, weightA: 1, labelB: index % classCount, weightB: 0 }),
    readRgb: () => Promise.resolve(pixels),
  };
}
