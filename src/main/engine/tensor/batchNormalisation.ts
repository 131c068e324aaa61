import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { FLOAT, NHWC, nativeOp, type Attribute } from './nativeOps';

/**
 * Batch normalisation over N, H and W of x [N,H,W,C] (Ioffe and Szegedy 2015) with TensorFlow's fused kernels. As in PyTorch:
 * epsilon 1e-5, the batch is normalised with the biased variance, running values move by a tenth and use the unbiased one.
 */
const EPSILON: Attribute = { name: 'epsilon', kind: 'number', value: 1e-5 };
const STATISTICS: Attribute = { name: 'U', kind: 'type', value: 'float32' };
const MOMENTUM: Attribute = { name: 'exponential_avg_factor', kind: 'number', value: 0.1 };
const training = (value: boolean): Attribute => ({ name: 'is_training', kind: 'flag', value });

const forwardTraining = nativeOp('FusedBatchNormV3', [FLOAT, STATISTICS, NHWC, EPSILON, MOMENTUM, training(true)]);
const forwardInference = nativeOp('FusedBatchNormV3', [FLOAT, STATISTICS, NHWC, EPSILON, training(false)]);
const gradient = nativeOp('FusedBatchNormGradV3', [FLOAT, STATISTICS, NHWC, EPSILON, training(true)]);

export interface NormalisedBatch {
  readonly y: Tensor4D;
  readonly runningMean: Tensor1D;
  readonly runningVariance: Tensor1D;
  /** What the gradient needs besides x and gamma. */
  readonly saved: SavedStatistics;
}

export interface SavedStatistics {
  readonly mean: Tensor1D;
  readonly variance: Tensor1D;
  readonly extra: Tensor1D;
}

/** All tensors of the result are new and belong to the caller. */
export function normaliseBatch(
  x: Tensor4D,
  gamma: Tensor1D,
  beta: Tensor1D,
  runningMean: Tensor1D,
  runningVariance: Tensor1D,
): NormalisedBatch {
  const [y, mean, variance, savedMean, savedVariance, extra] = forwardTraining.many(
    [x, gamma, beta, runningMean, runningVariance],
    6,
  );
  return {
    y: y as Tensor4D, // FusedBatchNormV3: y is shaped like x, every other output is [C] (or empty)
    runningMean: mean as Tensor1D,
    runningVariance: variance as Tensor1D,
    saved: { mean: savedMean as Tensor1D, variance: savedVariance as Tensor1D, extra: extra as Tensor1D },
  };
}

export function disposeStatistics({ mean, variance, extra }: SavedStatistics): void {
  mean.dispose();
  variance.dispose();
  extra.dispose();
}

/** With stored statistics: y = gamma * (x - mean) / sqrt(variance + 1e-5) + beta. */
export function normaliseStored(
  x: Tensor4D,
  gamma: Tensor1D,
  beta: Tensor1D,
  mean: Tensor1D,
  variance: Tensor1D,
): Tensor4D {
  const [y, ...rest] = forwardInference.many([x, gamma, beta, mean, variance], 6);
  for (const tensor of rest) tensor.dispose();
  return y as Tensor4D; // shaped like x
}

export interface BatchNormalisationGradient {
  readonly dx: Tensor4D;
  readonly dGamma: Tensor1D;
  readonly dBeta: Tensor1D;
}

export function normaliseBatchGradient(
  dy: Tensor4D,
  x: Tensor4D,
  gamma: Tensor1D,
  saved: SavedStatistics,
): BatchNormalisationGradient {
  const [dx, dGamma, dBeta, ...rest] = gradient.many([dy, x, gamma, saved.mean, saved.variance, saved.extra], 5);
  for (const tensor of rest) tensor.dispose();
  return { dx: dx as Tensor4D, dGamma: dGamma as Tensor1D, dBeta: dBeta as Tensor1D }; // shapes of x, gamma, gamma
}
