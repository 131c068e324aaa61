import type { FoldAccuracy } from '@shared/domain/verification';
import type { VerificationPair } from './verificationPair';

/** Accuracy of each fold at the threshold that is best on all other folds. A pair is accepted when score > threshold. */

/**
 * Every gap between neighbouring distinct scores is a candidate (its middle), and so are "accept all" and "accept none":
 * no grid decides the result. The largest of equally good thresholds wins. Cost: one sort, then one sweep per fold.
 */
export function exactFoldAccuracy(
  scores: Float64Array,
  pairs: readonly VerificationPair[],
  foldCount: number,
): FoldAccuracy {
  const order = Uint32Array.from(scores.keys()).sort((i, j) => scores[i] - scores[j]);
  const thresholds = Array.from({ length: foldCount }, (_, fold) => exactThreshold(scores, pairs, order, fold));
  return summarise(scores, pairs, thresholds);
}

/** @returns the threshold with the most right answers on all pairs outside `heldOut`. */
function exactThreshold(
  scores: Float64Array,
  pairs: readonly VerificationPair[],
  order: Uint32Array,
  heldOut: number,
): number {
  const used = order.filter((index) => pairs[index].fold !== heldOut);
  if (used.length === 0) return 0;
  // Start below every score: all accepted, so the genuine pairs are right. Each step rejects one pair more.
  let right = 0;
  for (const index of used) if (pairs[index].genuine) right++;
  let best = right;
  let threshold = scores[used[0]] - 1e-6;
  for (let i = 0; i < used.length; i++) {
    right += pairs[used[i]].genuine ? -1 : 1;
    const score = scores[used[i]];
    const next = i + 1 < used.length ? scores[used[i + 1]] : score + 2e-6;
    if (next > score && right >= best) {
      best = right;
      threshold = (score + next) / 2;
    }
  }
  return threshold;
}

export interface ThresholdGrid {
  readonly count: number;
  readonly at: (index: number) => number;
  /** Which of equally good thresholds is taken. */
  readonly ties: 'first' | 'last';
  /** True where the numbers are distances: a pair is accepted below the threshold. */
  readonly acceptBelow: boolean;
}

/** SynFace lib/core/lfw_eval.py: cosines, -1 to 1 in steps of 0.005, the last of equally good ones. */
export const SYNFACE_GRID: ThresholdGrid = {
  count: 400,
  at: (i) => -1 + i * 0.005,
  ties: 'last',
  acceptBelow: false,
};
/** insightface eval/verification.py: squared distances, 0 to 4 in steps of 0.01, the first of equally good ones. */
export const INSIGHTFACE_GRID: ThresholdGrid = { count: 400, at: (i) => i * 0.01, ties: 'first', acceptBelow: true };

export function gridFoldAccuracy(
  values: Float64Array,
  pairs: readonly VerificationPair[],
  foldCount: number,
  grid: ThresholdGrid,
): FoldAccuracy {
  const right = Array.from({ length: foldCount }, () => new Float64Array(grid.count));
  for (let i = 0; i < pairs.length; i++) {
    const row = right[pairs[i].fold];
    for (let t = 0; t < grid.count; t++) {
      const accepted = grid.acceptBelow ? values[i] < grid.at(t) : values[i] > grid.at(t);
      if (accepted === pairs[i].genuine) row[t]++;
    }
  }
  const total = new Float64Array(grid.count);
  for (const row of right) row.forEach((count, t) => (total[t] += count));
  const thresholds = right.map((row) => {
    let best = -1;
    let chosen = 0;
    for (let t = 0; t < grid.count; t++) {
      const others = total[t] - row[t];
      if (others > best || (others === best && grid.ties === 'last')) {
        best = others;
        chosen = t;
      }
    }
    return grid.at(chosen);
  });
  return summarise(values, pairs, thresholds, grid.acceptBelow);
}

function summarise(
  values: Float64Array,
  pairs: readonly VerificationPair[],
  thresholds: readonly number[],
  acceptBelow = false,
): FoldAccuracy {
  const counts = thresholds.map(() => ({ right: 0, all: 0 }));
  for (let i = 0; i < pairs.length; i++) {
    const { fold, genuine } = pairs[i];
    const accepted = acceptBelow ? values[i] < thresholds[fold] : values[i] > thresholds[fold];
    counts[fold].all++;
    if (accepted === genuine) counts[fold].right++;
  }
  const perFold = counts.map(({ right, all }) => right / all);
  const mean = perFold.reduce((sum, value) => sum + value, 0) / perFold.length;
  const variance = perFold.reduce((sum, value) => sum + (value - mean) ** 2, 0) / perFold.length;
  return { mean, std: Math.sqrt(variance), perFold, thresholds: [...thresholds] };
}
