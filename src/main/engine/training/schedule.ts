import type { OptimiserConfig } from '@shared/domain/training';

/**
 * Learning rate of step 0 … stepCount - 1: linear from 0 over the warm-up, then half a cosine down to its final share
 * (Loshchilov and Hutter, SGDR, 2017, without restarts).
 */
export function learningRateAt(optimiser: OptimiserConfig, step: number, stepCount: number): number {
  const { learningRate, warmUpFraction, finalRateFraction } = optimiser;
  const warmUpSteps = Math.floor(warmUpFraction * stepCount);
  if (step < warmUpSteps) return (learningRate * (step + 1)) / (warmUpSteps + 1);
  const done = (step - warmUpSteps) / Math.max(1, stepCount - 1 - warmUpSteps);
  const share = finalRateFraction + (1 - finalRateFraction) * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, done)));
  return learningRate * share;
}
