import table from './gradientCalibration.json';

/** Weights of the linear regressions on a picture's gradients, in the order of `poseTerms` and `mouthTerms`; written by `npm run bench -- twinCalibration`. */
export interface GradientTable {
  readonly yaw: readonly number[];
  readonly pitch: readonly number[];
  readonly roll: readonly number[];
  readonly smile: readonly number[];
  readonly mouthOpening: readonly number[];
}

export const GRADIENT_TABLE: GradientTable = table;

/** @throws RangeError when the table was made for other terms: our own fault */
export function weigh(terms: readonly number[], weights: readonly number[]): number {
  if (terms.length !== weights.length) throw new RangeError(`${terms.length} terms, ${weights.length} weights`);
  let sum = 0;
  for (let i = 0; i < terms.length; i++) sum += terms[i] * weights[i];
  return sum;
}
