import type { TarAtFar } from '@shared/domain/verification';
import { countAbove, type SortedScores } from './sortedScores';

/**
 * True accept rate at the loosest threshold whose false accept rate stays at or below `far`.
 * The threshold is the (floor(far * impostors) + 1)-th highest impostor score and acceptance is strictly above it, so ties
 * can only lower the rate that is reached. Fewer than 1 / far impostor pairs cannot show such a rate: refused, never guessed.
 */
export function tarAtFar(scores: SortedScores, far: number): TarAtFar {
  const { genuine, impostor } = scores;
  // 1e-9 keeps 0.1 * 30 from falling to 2.999….
  const allowed = Math.floor(far * impostor.length + 1e-9);
  if (allowed < 1) {
    return {
      status: 'not-measurable',
      far,
      impostorsNeeded: Math.ceil(1 / far - 1e-9),
      impostorCount: impostor.length,
    };
  }
  const threshold = allowed >= impostor.length ? lowest(scores) : impostor[impostor.length - 1 - allowed];
  const acceptedImpostorCount = countAbove(impostor, threshold);
  const acceptedGenuineCount = countAbove(genuine, threshold);
  return {
    status: 'measured',
    far,
    tar: acceptedGenuineCount / genuine.length,
    threshold,
    achievedFar: acceptedImpostorCount / impostor.length,
    acceptedImpostorCount,
    acceptedGenuineCount,
    interval95: null,
  };
}

function lowest({ genuine, impostor }: SortedScores): number {
  return Math.min(genuine[0], impostor[0]) - 1e-6;
}
