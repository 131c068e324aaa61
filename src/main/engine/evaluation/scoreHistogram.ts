import type { ScoreHistogram } from '@shared/domain/verification';
import type { SortedScores } from './sortedScores';

/** Equal bins over the range of all scores, widened to multiples of 0.05 so that two runs are easy to lay side by side. */
export function scoreHistogram({ genuine, impostor }: SortedScores, binCount = 60): ScoreHistogram {
  const lowest = Math.min(genuine[0], impostor[0]);
  const highest = Math.max(genuine[genuine.length - 1], impostor[impostor.length - 1]);
  const low = Math.floor(lowest * 20) / 20;
  const high = Math.max(low + 0.05, Math.ceil(highest * 20) / 20);
  const count = (values: Float64Array): number[] => {
    const bins = new Array<number>(binCount).fill(0);
    for (const value of values) {
      const bin = Math.floor(((value - low) / (high - low)) * binCount);
      bins[Math.min(binCount - 1, Math.max(0, bin))]++;
    }
    return bins;
  };
  return { low, high, genuine: count(genuine), impostor: count(impostor) };
}
