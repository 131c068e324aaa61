import type { CardReport } from '@shared/domain/card';
import { type Centres, centresOf, consistencyOf, type People, PURE_WEIGHT } from '../relations/centres';
import { product } from '../relations/embeddingRows';
import { drawPairs } from './drawPairs';

const PAIRS = 60_000;

/** How many people the judge can tell apart, how true samples are to them, and how much the samples of one vary. */
export function varietyOf(people: People, samePersonFrom: number, seed: number): CardReport['variety'] {
  const centres = centresOf(people);
  const count = centres.rows.count;
  const uniquePeople = coverOf(people, centres, samePersonFrom);
  const own = [...consistencyOf(people)].filter(
    (value, row) => people.weight[row] >= PURE_WEIGHT && !Number.isNaN(value),
  );
  return {
    uniqueness: count === 0 ? null : uniquePeople / count,
    uniquePeople,
    consistency: own.length === 0 ? null : own.filter((value) => value >= samePersonFrom).length / own.length,
    intraDistance: intraDistance(people, centres),
    spread: spreadOf(people, seed),
  };
}

/**
 * Number of people left when each must stay below the threshold to all that were left before him (sequential r-ball cover), each by the
 * picture nearest to his centre: the threshold is one of pictures, and means of many pictures lie nearer to each other than pictures do.
 */
function coverOf({ rows }: People, { medoid }: Centres, samePersonFrom: number): number {
  const kept: number[] = [];
  for (const one of medoid) if (kept.every((other) => product(rows, one, rows, other) < samePersonFrom)) kept.push(one);
  return kept.length;
}

function intraDistance({ rows, person, weight }: People, centres: Centres): number | null {
  const sums = new Float64Array(centres.rows.count);
  const counts = new Float64Array(centres.rows.count);
  for (let row = 0; row < rows.count; row++) {
    if (weight[row] < PURE_WEIGHT) continue;
    const centre = centres.of[person[row]];
    sums[centre] += 1 - product(rows, row, centres.rows, centre);
    counts[centre]++;
  }
  const means = [...sums].flatMap((sum, i) => (counts[i] > 1 ? [sum / counts[i]] : []));
  return means.length === 0 ? null : means.reduce((sum, mean) => sum + mean, 0) / means.length;
}

function spreadOf(people: People, seed: number): number | null {
  const { pairs } = drawPairs(people, { genuine: PAIRS, impostor: 0 }, seed);
  const distances = pairs.map(({ a, b }) => 1 - product(people.rows, a, people.rows, b));
  if (distances.length < 2) return null;
  const mean = distances.reduce((sum, value) => sum + value, 0) / distances.length;
  return Math.sqrt(distances.reduce((sum, value) => sum + (value - mean) ** 2, 0) / distances.length);
}
