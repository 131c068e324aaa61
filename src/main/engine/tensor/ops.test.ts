import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-node-gpu';
import { describe, expect, it } from 'vitest';
import { disposeStatistics, normaliseBatch, normaliseBatchGradient, normaliseStored } from './batchNormalisation';
import { tensorFlow } from './bootstrap';
import {
  convolutionInputGradient,
  convolutionWeightGradient,
  convolve,
  needsPreparation,
  prepareInput,
  type ConvolutionShape,
} from './convolution';
import { finiteDifferences, testTensor, weightedSum } from './finiteDifferences.testing';
import { relativeError } from './goldenFile.testing';
import { prelu, preluGradient } from './prelu';
import { tensorsLeftBy } from './tensorCount.testing';

const tf = tensorFlow();

describe('convolution', () => {
  const run = (x: Tensor, weight: Tensor, shape: ConvolutionShape): Tensor4D => {
    if (!needsPreparation(shape)) return convolve(x as Tensor4D, weight as Tensor4D, shape);
    const prepared = prepareInput(x as Tensor4D, shape);
    const y = convolve(prepared, weight as Tensor4D, shape);
    prepared.dispose();
    return y;
  };

  it('pads stride 2 on all four sides, as PyTorch does', () => {
    // Ones everywhere: a corner window sees 4 of 9 values, an edge 6, the inside 9.
    const y = run(tf.ones([1, 4, 4, 1]), tf.ones([3, 3, 1, 1]), { kernel: 3, stride: 2 });
    expect(y.shape).toEqual([1, 2, 2, 1]);
    expect([...y.dataSync()]).toEqual([4, 6, 6, 9]);
    const odd = run(tf.ones([1, 5, 5, 1]), tf.ones([3, 3, 1, 1]), { kernel: 3, stride: 2 });
    expect([...odd.dataSync()]).toEqual([4, 6, 4, 6, 9, 6, 4, 6, 4]);
  });

  it.each([
    [{ kernel: 3, stride: 1 }, 4, 5],
    [{ kernel: 3, stride: 2 }, 6, 4],
    [{ kernel: 3, stride: 2 }, 5, 4],
    [{ kernel: 1, stride: 1 }, 3, 4],
    [{ kernel: 1, stride: 2 }, 4, 6],
  ] as const)('has the gradients of finite differences for %j on %i x %i', (shape, height, width) => {
    const x = testTensor([2, height, width, 3]) as Tensor4D;
    const weight = testTensor([shape.kernel, shape.kernel, 3, 2], 1) as Tensor4D;
    const y = run(x, weight, shape);
    const dy = testTensor(y.shape, 2) as Tensor4D;
    const prepared = needsPreparation(shape) ? prepareInput(x, shape) : x;
    const dx = convolutionInputGradient(x.shape, weight, dy, shape);
    const dWeight = convolutionWeightGradient(prepared, weight.shape, dy, shape);
    expect(dx.shape).toEqual(x.shape);
    const numericX = finiteDifferences((moved) => weightedSum(run(moved, weight, shape), dy), x);
    const numericW = finiteDifferences((moved) => weightedSum(run(x, moved, shape), dy), weight);
    expect(relativeError(dx.dataSync(), numericX)).toBeLessThan(1e-3);
    expect(relativeError(dWeight.dataSync(), numericW)).toBeLessThan(1e-3);
  });
});

describe('batch normalisation', () => {
  const x = testTensor([3, 2, 2, 2]) as Tensor4D;
  const gamma = tf.tensor1d([1.5, -0.5]);
  const beta = tf.tensor1d([0.2, -0.1]);
  const mean = tf.tensor1d([0.3, 0.4]);
  const variance = tf.tensor1d([2, 3]);
  const forward = (input: Tensor, scale: Tensor, shift: Tensor): Tensor => {
    const batch = normaliseBatch(input as Tensor4D, scale as Tensor1D, shift as Tensor1D, mean, variance);
    batch.runningMean.dispose();
    batch.runningVariance.dispose();
    disposeStatistics(batch.saved);
    return batch.y;
  };

  it('normalises with the biased variance and keeps a tenth of the unbiased one', () => {
    const batch = normaliseBatch(x, gamma, beta, mean, variance);
    const flat = x.dataSync();
    const channel = Array.from({ length: 12 }, (_, i) => flat[2 * i]);
    const average = channel.reduce((sum, value) => sum + value, 0) / 12;
    const squares = channel.reduce((sum, value) => sum + (value - average) ** 2, 0);
    expect(batch.y.dataSync()[0]).toBeCloseTo((1.5 * (flat[0] - average)) / Math.sqrt(squares / 12 + 1e-5) + 0.2, 5);
    expect(batch.runningMean.dataSync()[0]).toBeCloseTo(0.9 * 0.3 + 0.1 * average, 5);
    expect(batch.runningVariance.dataSync()[0]).toBeCloseTo(0.9 * 2 + (0.1 * squares) / 11, 5);
  });

  it('uses stored statistics at inference', () => {
    const y = normaliseStored(x, gamma, beta, mean, variance);
    expect(y.dataSync()[1]).toBeCloseTo((-0.5 * (x.dataSync()[1] - 0.4)) / Math.sqrt(3 + 1e-5) - 0.1, 5);
  });

  it('has the gradients of finite differences', () => {
    const dy = testTensor([3, 2, 2, 2], 4) as Tensor4D;
    const { saved } = normaliseBatch(x, gamma, beta, mean, variance);
    const analytic = normaliseBatchGradient(dy, x, gamma, saved);
    const check = (actual: Tensor, f: (moved: Tensor) => Tensor, at: Tensor): void => {
      const numeric = finiteDifferences((moved) => weightedSum(f(moved), dy), at);
      expect(relativeError(actual.dataSync(), numeric)).toBeLessThan(2e-3);
    };
    check(analytic.dx, (moved) => forward(moved, gamma, beta), x);
    check(analytic.dGamma, (moved) => forward(x, moved, beta), gamma);
    check(analytic.dBeta, (moved) => forward(x, gamma, moved), beta);
  });
});

describe('prelu', () => {
  const x = testTensor([2, 3, 3, 4]) as Tensor4D;
  const slope = tf.tensor1d([0.25, 0, 1.5, -0.5]);

  it.each([[[0.25, 0, 1.5, -0.5]], [[0.25, 0, 1, -0.5]]])(
    'keeps positive values and multiplies the others with the slope of their channel: %j',
    (slopes) => {
      const y = prelu(x, tf.tensor1d(slopes)).dataSync();
      x.dataSync().forEach((value, i) => {
        expect(y[i]).toBeCloseTo(value > 0 ? value : value * slopes[i % 4], 6);
      });
    },
  );

  it('has the gradients of finite differences', () => {
    const dy = testTensor([2, 3, 3, 4], 5) as Tensor4D;
    const { dx, dSlope } = preluGradient(dy, x, slope);
    const numericX = finiteDifferences((moved) => weightedSum(prelu(moved as Tensor4D, slope), dy), x, 1e-3);
    const numericSlope = finiteDifferences((moved) => weightedSum(prelu(x, moved as Tensor1D), dy), slope);
    expect(relativeError(dx.dataSync(), numericX)).toBeLessThan(5e-3);
    expect(relativeError(dSlope.dataSync(), numericSlope)).toBeLessThan(1e-3);
  });
});

describe('memory', () => {
  it('gives back everything but the results', async () => {
    const x = testTensor([2, 4, 4, 3]) as Tensor4D;
    const weight = testTensor([3, 3, 3, 3]) as Tensor4D;
    const vector = testTensor([3]) as Tensor1D;
    const left = await tensorsLeftBy(() => {
      prepareInput(x, { kernel: 3, stride: 2 }).dispose();
      convolutionInputGradient(x.shape, weight, tf.ones([2, 2, 2, 3]), { kernel: 3, stride: 2 }).dispose();
      normaliseStored(x, vector, vector, vector, vector).dispose();
      prelu(x, vector).dispose();
      const { dx, dSlope } = preluGradient(x, x, vector);
      dx.dispose();
      dSlope.dispose();
    });
    // tf.ones above is the test's own.
    expect(left).toBe(1);
  });
});
