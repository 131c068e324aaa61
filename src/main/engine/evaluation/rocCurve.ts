import type { RocPoint } from '@shared/domain/verification';
import type { SortedScores } from './sortedScores';

/** The whole staircase in order of falling threshold; a pair is accepted when its score is at or above the threshold. */
export interface RocStairs {
  readonly threshold: Float64Array;
  /** False accept and true accept rates after accepting every score down to the threshold; both start at 0, end at 1. */
  readonly far: Float64Array;
  readonly tar: Float64Array;
}

/** One step per distinct score, plus the start (nothing accepted). Scores that tie move together. */
export function rocStairs({ genuine, impostor }: SortedScores): RocStairs {
  const capacity = genuine.length + impostor.length + 1;
  const threshold = new Float64Array(capacity);
  const far = new Float64Array(capacity);
  const tar = new Float64Array(capacity);
  let g = genuine.length - 1;
  let i = impostor.length - 1;
  let count = 1;
  threshold[0] = Math.max(g < 0 ? -Infinity : genuine[g], i < 0 ? -Infinity : impostor[i]) + 1e-6;
  while (g >= 0 || i >= 0) {
    const score = Math.max(g < 0 ? -Infinity : genuine[g], i < 0 ? -Infinity : impostor[i]);
    while (g >= 0 && genuine[g] === score) g--;
    while (i >= 0 && impostor[i] === score) i--;
    threshold[count] = score;
    tar[count] = (genuine.length - 1 - g) / genuine.length;
    far[count] = (impostor.length - 1 - i) / impostor.length;
    count++;
  }
  return { threshold: threshold.slice(0, count), far: far.slice(0, count), tar: tar.slice(0, count) };
}

/**
 * At most `limit` points of the staircase: half of them spread evenly over FAR, half evenly over its logarithm,
 * because the plot is read on both scales. First and last step are always there.
 */
export function rocPoints(stairs: RocStairs, limit = 400): RocPoint[] {
  const count = stairs.far.length;
  const wanted = new Set<number>([0, count - 1]);
  if (count <= limit) for (let i = 0; i < count; i++) wanted.add(i);
  const perScale = Math.floor((limit - 2) / 2);
  const smallest = stairs.far.find((far) => far > 0) ?? 1;
  for (let i = 0; i < perScale && count > limit; i++) {
    const share = (i + 1) / (perScale + 1);
    wanted.add(firstAtOrAbove(stairs.far, share));
    wanted.add(firstAtOrAbove(stairs.far, Math.pow(smallest, 1 - share)));
  }
  return [...wanted]
    .sort((a, b) => a - b)
    .map((i) => ({ threshold: stairs.threshold[i], far: stairs.far[i], tar: stairs.tar[i] }));
}

function firstAtOrAbove(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] >= value) high = middle;
    else low = middle + 1;
  }
  return low;
}
