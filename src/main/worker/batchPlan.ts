import type { GenerateRecipe } from '@shared/domain/generateRecipe';
import type { PixelTask } from './pixelProtocol';

type Extent = Pick<GenerateRecipe, 'identities' | 'samples'>;

/** Samples of one shard: some seconds of work at most are lost by a kill, and a large set still has few shards. */
const BATCH_SAMPLES = 256;
/** Longer tasks would leave threads idle at the end; shorter ones would build an identity too often. */
const TASK_SAMPLES = 32;

/** Identities of one batch where several fit, else 1. */
const identitiesPerBatch = ({ samples }: Extent): number => Math.max(1, Math.floor(BATCH_SAMPLES / samples));
/** Batches of one identity where it does not fit into one, else 1. */
const batchesPerIdentity = ({ samples }: Extent): number => Math.ceil(samples / BATCH_SAMPLES);

/** Whole identities as many as fill a batch; an identity too large for one has several. Follows from the recipe alone. */
export const batchCount = (extent: Extent): number =>
  Math.ceil(extent.identities / identitiesPerBatch(extent)) * batchesPerIdentity(extent);

/** The work of one batch, in the order of its rows. @param index in [0, batchCount) */
export function tasksOfBatch(extent: Extent, index: number): readonly PixelTask[] {
  const parts = batchesPerIdentity(extent);
  const perBatch = identitiesPerBatch(extent);
  const firstIdentity = Math.floor(index / parts) * perBatch;
  const firstSample = (index % parts) * BATCH_SAMPLES;
  const endSample = Math.min(extent.samples, firstSample + BATCH_SAMPLES);
  const tasks: PixelTask[] = [];
  for (
    let identityIndex = firstIdentity;
    identityIndex < Math.min(extent.identities, firstIdentity + perBatch);
    identityIndex++
  )
    for (let first = firstSample; first < endSample; first += TASK_SAMPLES)
      tasks.push({ identityIndex, sampleIndexes: range(first, Math.min(endSample, first + TASK_SAMPLES)) });
  return tasks;
}

export const taskSampleCount = (tasks: readonly PixelTask[]): number =>
  tasks.reduce((count, task) => count + task.sampleIndexes.length, 0);

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);
