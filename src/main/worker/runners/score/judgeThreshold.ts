import type { JudgeInfo } from '@shared/domain/scores';
import { equalErrorRate } from '../../../engine/evaluation/equalErrorRate';
import { rocStairs } from '../../../engine/evaluation/rocCurve';
import type { ScoredSamples } from '../../../storage/scores/scoredSamples';
import { rowFinder } from '../../../storage/scores/rowFinder';
import { listShards, readShard } from '../../../storage/scores/scoreShards';

/** Samples whose pairs are looked at: half a million of them. */
const SAMPLES = 1000;
/** A mixed sample below this says nothing about its identity. */
const LEAST_WEIGHT = 0.9;

interface Embedded {
  readonly identity: number;
  readonly values: Float32Array;
}

type Threshold = Pick<JudgeInfo, 'samePersonFrom' | 'thresholdFrom'>;

async function firstSamples(folder: string, { columns }: ScoredSamples): Promise<Embedded[]> {
  const rowOf = rowFinder(columns);
  const samples: Embedded[] = [];
  for (const shard of await listShards(folder)) {
    const parts = await readShard(shard);
    for (const { embeddings, identityIndex, sampleIndex } of typeof parts === 'string' ? [] : parts)
      for (let i = 0; embeddings !== null && i < identityIndex.length && samples.length < SAMPLES; i++) {
        const identity = identityIndex[i] ?? -1;
        const weight = columns.weight[rowOf(identity, sampleIndex[i] ?? -1)] ?? 0;
        const values = embeddings.values.subarray(i * embeddings.size, (i + 1) * embeddings.size);
        if (weight >= LEAST_WEIGHT) samples.push({ identity, values });
      }
    if (samples.length >= SAMPLES) break;
  }
  return samples;
}

/**
 * The cosine at which a judge without a threshold of its own errs equally often on pairs of one and of two people of this set.
 * @param folder the judge's folder of scores
 */
export async function findThreshold(folder: string, samples: ScoredSamples): Promise<Threshold> {
  const some = await firstSamples(folder, samples);
  const genuine: number[] = [];
  const impostor: number[] = [];
  for (const [i, a] of some.entries())
    for (const b of some.slice(0, i)) {
      let cosine = 0;
      for (let k = 0; k < a.values.length; k++) cosine += (a.values[k] ?? 0) * (b.values[k] ?? 0);
      (a.identity === b.identity ? genuine : impostor).push(cosine);
    }
  if (genuine.length === 0 || impostor.length === 0)
    return { samePersonFrom: 1, thresholdFrom: 'Not found: the set has no two pictures of one person, or only one.' };
  const { value, threshold } = equalErrorRate(
    rocStairs({ genuine: Float64Array.from(genuine).sort(), impostor: Float64Array.from(impostor).sort() }),
  );
  return {
    samePersonFrom: threshold,
    thresholdFrom: `Where false matches equal false non-matches (${(100 * value).toFixed(1)} %) among all pairs of the first ${some.length} samples of ${samples.info.name} itself, by their labels.`,
  };
}
