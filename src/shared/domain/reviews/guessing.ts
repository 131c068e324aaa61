/** Upper 2.5 % point of the standard normal distribution. */
const Z_95 = 1.959963984540054;

/**
 * 95 % interval of a share by Wilson (1927), without continuity correction: holds for few trials and near 0 and 1, where the
 * usual interval does not. @param hits in [0, trials] @param trials at least 1 @returns ends in [0, 1]
 */
export function wilsonInterval(hits: number, trials: number): readonly [low: number, high: number] {
  const share = hits / trials;
  const z2 = Z_95 * Z_95;
  const scale = 1 + z2 / trials;
  const centre = (share + z2 / (2 * trials)) / scale;
  const half = (Z_95 / scale) * Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials * trials));
  // At the ends the formula gives 0 or 1 but for rounding.
  return [hits === 0 ? 0 : Math.max(0, centre - half), hits === trials ? 1 : Math.min(1, centre + half)];
}

/**
 * Exact two-sided binomial test of guessing (probability ½): the chance of a result at least as far from half as this one.
 * Summed as logarithms, so that thousands of trials do not underflow. @returns p in (0, 1]
 */
export function guessingProbability(hits: number, trials: number): number {
  const far = Math.max(hits, trials - hits);
  if (2 * far === trials) return 1;
  let logTerm = -trials * Math.LN2; // C(trials, trials) / 2^trials
  let tail = 0;
  for (let k = trials; k >= far; k--) {
    tail += Math.exp(logTerm);
    logTerm += Math.log(k / (trials - k + 1));
  }
  return Math.min(1, 2 * tail);
}
