import type { SortedScores } from './sortedScores';

/** Chance that a genuine pair scores above an impostor pair, ties counted half (Mann-Whitney U over the product). */
export function areaUnderCurve({ genuine, impostor }: SortedScores): number {
  let below = 0;
  let atOrBelow = 0;
  let wins = 0;
  for (const score of genuine) {
    while (below < impostor.length && impostor[below] < score) below++;
    while (atOrBelow < impostor.length && impostor[atOrBelow] <= score) atOrBelow++;
    wins += (below + atOrBelow) / 2;
  }
  return wins / (genuine.length * impostor.length);
}
