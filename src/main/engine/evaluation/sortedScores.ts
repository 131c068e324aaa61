import type { VerificationPair } from './verificationPair';

/** Scores by kind of pair, each in ascending order: all that ROC, EER, AUC and TAR@FAR need. */
export interface SortedScores {
  readonly genuine: Float64Array;
  readonly impostor: Float64Array;
}

export function sortScores(scores: Float64Array, pairs: readonly VerificationPair[]): SortedScores {
  return {
    genuine: scores.filter((_, i) => pairs[i].genuine).sort(),
    impostor: scores.filter((_, i) => !pairs[i].genuine).sort(),
  };
}

/** How many of the ascending `values` are above `threshold` (strictly). */
export function countAbove(values: Float64Array, threshold: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle] > threshold) high = middle;
    else low = middle + 1;
  }
  return values.length - low;
}
