import type { Interval } from '@shared/domain/verification';
import { Rng } from '@shared/lib/rng';
import type { VerificationPair } from './verificationPair';

/** Names the random stream of the bootstrap among all streams of a seed. */
const BOOTSTRAP_STREAM = 0x62_6f_6f_74;
/** Below this, resampling people says next to nothing. */
const FEWEST_PEOPLE = 5;

export interface BootstrapInput {
  readonly scores: Float64Array;
  readonly pairs: readonly VerificationPair[];
  /** Whether each pair was answered rightly in the cross-validation whose accuracy gets an interval. */
  readonly right: readonly boolean[];
  readonly fars: readonly number[];
  readonly replicates: number;
  readonly seed: number;
}

export interface BootstrapIntervals {
  readonly accuracy: Interval;
  readonly eer: Interval;
  readonly auc: Interval;
  /** In the order of `fars`. */
  readonly tarAtFar: readonly Interval[];
}

/**
 * 95 % percentile intervals. Each replicate draws as many people as there are, with replacement; a genuine pair then counts as
 * often as its person was drawn, an impostor pair as often as both were drawn together. Pairs share people, so resampling
 * pairs alone would give intervals that are too narrow (Li, Li et al. 2009; NISTIR 7449 for the two-sample bootstrap).
 * The thresholds of the cross-validation are kept for the accuracy.
 * @returns null where there are fewer than five people or the draws leave no pairs.
 */
export function personBootstrap(input: BootstrapInput): BootstrapIntervals | null {
  const { scores, pairs, right, fars, replicates, seed } = input;
  const people = [...new Set(pairs.flatMap((pair) => [pair.personA, pair.personB]))].sort((a, b) => a - b);
  if (people.length < FEWEST_PEOPLE || replicates < 2) return null;
  const positionOf = new Map(people.map((person, position) => [person, position]));
  const order = Uint32Array.from(scores.keys()).sort((i, j) => scores[j] - scores[i]);
  const sorted = {
    score: Float64Array.from(order, (i) => scores[i]),
    genuine: Uint8Array.from(order, (i) => (pairs[i].genuine ? 1 : 0)),
    right: Uint8Array.from(order, (i) => (right[i] ? 1 : 0)),
    personA: Uint32Array.from(order, (i) => positionOf.get(pairs[i].personA) ?? 0),
    personB: Uint32Array.from(order, (i) => positionOf.get(pairs[i].personB) ?? 0),
  };
  const genuineShare = pairs.filter((pair) => pair.genuine).length / pairs.length;
  const drawn = {
    accuracy: [] as number[],
    eer: [] as number[],
    auc: [] as number[],
    tar: fars.map(() => [] as number[]),
  };
  const times = new Uint32Array(people.length);
  for (let replicate = 0; replicate < replicates; replicate++) {
    const rng = new Rng(seed, BOOTSTRAP_STREAM, replicate);
    times.fill(0);
    for (let i = 0; i < people.length; i++) times[rng.below(people.length)]++;
    const values = weightedRates(sorted, times, fars, genuineShare);
    if (values === null) continue;
    drawn.accuracy.push(values.accuracy);
    drawn.eer.push(values.eer);
    drawn.auc.push(values.auc);
    values.tar.forEach((tar, i) => drawn.tar[i].push(tar));
  }
  if (drawn.eer.length < 2) return null;
  return {
    accuracy: percentile95(drawn.accuracy),
    eer: percentile95(drawn.eer),
    auc: percentile95(drawn.auc),
    tarAtFar: drawn.tar.map(percentile95),
  };
}

interface SortedPairs {
  /** Descending. */
  readonly score: Float64Array;
  readonly genuine: Uint8Array;
  readonly right: Uint8Array;
  readonly personA: Uint32Array;
  readonly personB: Uint32Array;
}

interface Rates {
  readonly accuracy: number;
  readonly eer: number;
  readonly auc: number;
  readonly tar: readonly number[];
}

/** One sweep from the highest score down; pairs with equal scores are accepted together. */
function weightedRates(pairs: SortedPairs, times: Uint32Array, fars: readonly number[], share: number): Rates | null {
  const total = [0, 0];
  const right = [0, 0];
  const count = pairs.score.length;
  const weights = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const kind = pairs.genuine[i];
    const weight = kind === 1 ? times[pairs.personA[i]] : times[pairs.personA[i]] * times[pairs.personB[i]];
    weights[i] = weight;
    total[kind] += weight;
    if (pairs.right[i] === 1) right[kind] += weight;
  }
  if (total[0] === 0 || total[1] === 0) return null;
  const accepted = [0, 0];
  const tar = fars.map(() => 0);
  let far = 0;
  let hits = 0;
  let auc = 0;
  let eer = -1;
  for (let i = 0; i < count;) {
    const score = pairs.score[i];
    for (; i < count && pairs.score[i] === score; i++) accepted[pairs.genuine[i]] += weights[i];
    const nextFar = accepted[0] / total[0];
    const nextHits = accepted[1] / total[1];
    auc += ((nextFar - far) * (nextHits + hits)) / 2;
    if (eer < 0 && nextFar + nextHits >= 1) {
      const before = far + hits - 1;
      const after = nextFar + nextHits - 1;
      eer = after === before ? nextFar : far + (before / (before - after)) * (nextFar - far);
    }
    far = nextFar;
    hits = nextHits;
    for (let t = 0; t < fars.length; t++) if (far <= fars[t] + 1e-12) tar[t] = hits;
  }
  return { accuracy: (share * right[1]) / total[1] + ((1 - share) * right[0]) / total[0], eer, auc, tar };
}

/** Between the 2.5th and the 97.5th percentile, by linear interpolation. */
export function percentile95(values: readonly number[]): Interval {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number): number => {
    const position = share * (sorted.length - 1);
    const below = Math.floor(position);
    const above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  };
  return [at(0.025), at(0.975)];
}
