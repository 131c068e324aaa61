import type { RocStairs } from './rocCurve';

/** Where the false accept rate equals the false reject rate, by linear interpolation on the ROC staircase. */
export function equalErrorRate({ far, tar, threshold }: RocStairs): {
  readonly value: number;
  readonly threshold: number;
} {
  // difference = FAR - FRR rises from -1 (nothing accepted) to 1 (everything accepted).
  let i = 0;
  while (far[i] + tar[i] - 1 < 0) i++;
  const after = far[i] + tar[i] - 1;
  if (i === 0 || after === 0) return { value: far[i], threshold: threshold[i] };
  const before = far[i - 1] + tar[i - 1] - 1;
  const share = before / (before - after);
  return {
    value: far[i - 1] + share * (far[i] - far[i - 1]),
    threshold: threshold[i - 1] + share * (threshold[i] - threshold[i - 1]),
  };
}
