import type { Separability } from '@shared/domain/card';
import type { Interval } from '@shared/domain/verification';
import { Rng } from '@shared/lib/rng';
import { areaUnderCurve } from '../../evaluation/areaUnderCurve';
import { equalErrorRate } from '../../evaluation/equalErrorRate';
import { cosineScores } from '../../evaluation/pairScores';
import { percentile95, personBootstrap } from '../../evaluation/personBootstrap';
import { rocStairs } from '../../evaluation/rocCurve';
import { scoreHistogram } from '../../evaluation/scoreHistogram';
import { sortScores } from '../../evaluation/sortedScores';
import { tarAtFar } from '../../evaluation/tarAtFar';
import type { VerificationPair } from '../../evaluation/verificationPair';
import type { People } from '../relations/centres';
import { drawPairs } from './drawPairs';

const LIMITS = { genuine: 60_000, impostor: 120_000 };
const FARS = [0.01, 0.001];
const FEWEST_PEOPLE = 5;
const FDR_STREAM = 0x66_64_72_00;

/**
 * EER, FDR and FNMR over pairs of unmixed samples, with 95 % intervals by bootstrap over people.
 * @returns null where there are no pairs of both kinds
 */
export function separabilityOf(
  people: People,
  options: { readonly seed: number; readonly replicates?: number },
): Separability | null {
  const { seed, replicates = 200 } = options;
  const { pairs, isDrawn } = drawPairs(people, LIMITS, seed);
  if (!pairs.some(({ genuine }) => genuine) || pairs.every(({ genuine }) => genuine)) return null;
  const { values, count, size } = people.rows;
  const scores = cosineScores({ data: values, rows: count, size }, pairs);
  const sorted = sortScores(scores, pairs);
  const intervals = personBootstrap({ scores, pairs, right: pairs.map(() => true), fars: FARS, replicates, seed });
  const [genuine, impostor] = [momentsOf(sorted.genuine), momentsOf(sorted.impostor)];
  return {
    people: new Set(pairs.flatMap(({ personA, personB }) => [personA, personB])).size,
    genuineCount: sorted.genuine.length,
    impostorCount: sorted.impostor.length,
    isDrawn,
    eer: { ...equalErrorRate(rocStairs(sorted)), interval95: intervals?.eer ?? null },
    fdr: { value: discriminantRatio(genuine, impostor), interval95: fdrInterval(scores, pairs, replicates, seed) },
    auc: areaUnderCurve(sorted),
    tarAtFar: FARS.map((far, i) => {
      const measured = tarAtFar(sorted, far);
      return measured.status === 'measured' ? { ...measured, interval95: intervals?.tarAtFar[i] ?? null } : measured;
    }),
    genuine,
    impostor,
    histogram: scoreHistogram(sorted),
    bootstrap: { replicates: intervals === null ? 0 : replicates, seed },
  };
}

interface Moments {
  readonly mean: number;
  readonly std: number;
}

function momentsOf(values: Float64Array): Moments {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, std: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
}

/** (μg − μi)² / (σg² + σi²). */
const discriminantRatio = (genuine: Moments, impostor: Moments): number =>
  (genuine.mean - impostor.mean) ** 2 / Math.max(1e-12, genuine.std ** 2 + impostor.std ** 2);

/** People are drawn with replacement, as in `personBootstrap`: a pair counts as often as its people were drawn. */
function fdrInterval(
  scores: Float64Array,
  pairs: readonly VerificationPair[],
  replicates: number,
  seed: number,
): Interval | null {
  const people = [...new Set(pairs.flatMap(({ personA, personB }) => [personA, personB]))];
  if (people.length < FEWEST_PEOPLE || replicates < 2) return null;
  const most = people.reduce((largest, person) => Math.max(largest, person), 0);
  const times = new Uint32Array(most + 1);
  const drawn: number[] = [];
  for (let replicate = 0; replicate < replicates; replicate++) {
    const rng = new Rng(seed, FDR_STREAM, replicate);
    times.fill(0);
    for (let i = 0; i < people.length; i++) times[people[rng.below(people.length)]]++;
    // Weight, sum and sum of squares of both kinds.
    const sums = [new Float64Array(3), new Float64Array(3)];
    pairs.forEach(({ genuine, personA, personB }, i) => {
      const weight = genuine ? times[personA] : times[personA] * times[personB];
      const kind = sums[genuine ? 1 : 0];
      kind[0] += weight;
      kind[1] += weight * scores[i];
      kind[2] += weight * scores[i] * scores[i];
    });
    if (sums.some(([weight]) => weight === 0)) continue;
    const [impostor, genuine] = sums.map(([weight, sum, squares]) => ({
      mean: sum / weight,
      std: Math.sqrt(Math.max(0, squares / weight - (sum / weight) ** 2)),
    }));
    drawn.push(discriminantRatio(genuine, impostor));
  }
  return drawn.length < 2 ? null : percentile95(drawn);
}
