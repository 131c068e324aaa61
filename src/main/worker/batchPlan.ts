import type { GenerateRecipe } from '@shared/domain/generateRecipe';
import type { RecipeTask } from './pixelProtocol';

type Extent = Pick<GenerateRecipe, 'identities' | 'samples'>;

/** Samples of one shard: some seconds of work at most are lost by a kill, and a large set still has few shards. */
const MAX_BATCH_SAMPLES = 256;
/** Small sets have small batches, so that they too can be looked at while they grow and lose little. */
const MIN_BATCH_SAMPLES = 24;
const BATCHES_OF_SMALL_SET = 10;
/** Longer tasks would leave threads idle at the end; shorter ones would build an identity too often. */
const TASK_SAMPLES = 32;

const batchSamples = ({ identities, samples }: Extent): number =>
  Math.min(MAX_BATCH_SAMPLES, Math.max(MIN_BATCH_SAMPLES, Math.ceil((identities * samples) / BATCHES_OF_SMALL_SET)));

/** Identities of one batch where several fit, else 1. */
const identitiesPerBatch = (extent: Extent): number => Math.max(1, Math.floor(batchSamples(extent) / extent.samples));
/** Batches of one identity where it does not fit into one, else 1. */
const batchesPerIdentity = (extent: Extent): number => Math.ceil(extent.samples / batchSamples(extent));

/** Whole identities as many as fill a batch; an identity too large for one has several. Follows from the recipe alone. */
export const batchCount = (extent: Extent): number =>
  Math.ceil(extent.identities / identitiesPerBatch(extent)) * batchesPerIdentity(extent);

/** The work of one batch, in the order of its rows. @param index in [0, batchCount) */
export function tasksOfBatch(extent: Extent, index: number): readonly RecipeTask[] {
  const parts = batchesPerIdentity(extent);
  const perBatch = identitiesPerBatch(extent);
  const firstIdentity = Math.floor(index / parts) * perBatch;
  const firstSample = (index % parts) * batchSamples(extent);
  const endSample = Math.min(extent.samples, firstSample + batchSamples(extent));
  const tasks: RecipeTask[] = [];
  for (
    let identityIndex = firstIdentity;
    identityIndex < Math.min(extent.identities, firstIdentity + perBatch);
    identityIndex++
  )
    for (let first = firstSample; first < endSample; first += TASK_SAMPLES)
      tasks.push({ identityIndex, sampleIndexes: range(first, Math.min(endSample, first + TASK_SAMPLES)) });
  return tasks;
}

export const taskSampleCount = (tasks: readonly RecipeTask[]): number =>
  tasks.reduce((count, task) => count + task.sampleIndexes.length, 0);

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);
