import { TrainConfig, type TrainConfigInput } from '@shared/domain/training';
import { Rng } from '@shared/lib/rng';
import type { CheckpointFiles } from './checkpoint';
import type { TrainPorts } from './trainRecogniser';
import type { TrainingData } from './trainingData';

const SIDE = 32;

/** Images of `classCount` kinds: a stripe pattern of its own for each class, with noise. Class i has `perClass` images. */
export function toyData(classCount = 4, perClass = 6, labelled = classCount): TrainingData {
  return {
    count: classCount * perClass,
    classCount: labelled,
    labelOf: (index) => ({ labelA: index % classCount, weightA: 1, labelB: index % classCount, weightB: 0 }),
    readRgb: (index) => {
      const rng = new Rng(5, 1, index);
      const kind = index % classCount;
      const pixels = Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, i) => {
        const x = Math.floor(i / 3) % SIDE;
        const y = Math.floor(i / 3 / SIDE);
        const wave = kind % 2 === 0 ? x : y;
        return 60 + (wave % (kind + 3) < 2 ? 120 : 0) + rng.below(60);
      });
      return Promise.resolve(pixels);
    },
  };
}

/** A network of the smallest input; `overrides` go on top. */
export function toyConfig(overrides: TrainConfigInput = {}): TrainConfig {
  return TrainConfig.parse({
    seed: 11,
    network: { inputHeight: SIDE, inputWidth: SIDE, embeddingSize: 16 },
    batchSize: 8,
    epochs: 2,
    checkpointEverySteps: 3,
    ...overrides,
  });
}

export interface RecordedRun {
  readonly ports: TrainPorts;
  readonly saved: CheckpointFiles[];
  readonly metrics: [name: string, step: number, value: number][];
}

/** Ports that remember; `onMetric` may act, e.g. cancel. */
export function recordRun(
  options: {
    readonly resumeFrom?: CheckpointFiles;
    readonly onMetric?: (name: string, step: number, signal: { aborted: boolean }) => void;
  } = {},
): RecordedRun {
  const saved: CheckpointFiles[] = [];
  const metrics: RecordedRun['metrics'] = [];
  const signal = { aborted: false };
  return {
    saved,
    metrics,
    ports: {
      signal,
      progress: () => undefined,
      metric: (name, step, value) => {
        metrics.push([name, step, value]);
        options.onMetric?.(name, step, signal);
      },
      checkpoint: {
        save: (files) => {
          saved.push(files);
          return Promise.resolve();
        },
      },
      ...(options.resumeFrom === undefined ? {} : { resumeFrom: options.resumeFrom }),
    },
  };
}
