import { OptimiserConfig } from '@shared/domain/training';
import { describe, expect, it } from 'vitest';
import { BatchOrder, runLength } from './batchOrder';
import { learningRateAt } from './schedule';

describe('learningRateAt', () => {
  const optimiser = OptimiserConfig.parse({ learningRate: 1, warmUpFraction: 0.1, finalRateFraction: 0.01 });

  it('rises over the warm-up, is full after it, and ends at the final share', () => {
    const rates = Array.from({ length: 101 }, (_, step) => learningRateAt(optimiser, step, 101));
    expect(rates[0]).toBeCloseTo(1 / 11);
    expect(rates[10]).toBe(1);
    expect(rates[100]).toBeCloseTo(0.01);
    expect(rates[55]).toBeCloseTo(0.505, 2);
    for (let step = 11; step < 101; step++) expect(rates[step]).toBeLessThan(rates[step - 1]);
  });

  it('has a rate above zero for a run of one step', () => {
    expect(learningRateAt(optimiser, 0, 1)).toBeGreaterThan(0);
  });
});

describe('BatchOrder', () => {
  it('takes whole batches, each sample at most once an epoch, in another order every epoch', () => {
    const length = runLength(10, 3, 2);
    expect(length).toEqual({ batchSize: 3, stepsPerEpoch: 3, stepCount: 6 });
    const order = new BatchOrder(4, 10, length);
    const epochs = [0, 3].map((first) => [0, 1, 2].flatMap((step) => order.samplesOf(first + step)));
    for (const epoch of epochs) expect(new Set(epoch).size).toBe(9);
    expect(epochs[0]).not.toEqual(epochs[1]);
    expect(new BatchOrder(4, 10, length).samplesOf(4)).toEqual(order.samplesOf(4));
  });

  it('shrinks the batch to a small set', () => {
    expect(runLength(5, 64, 2)).toEqual({ batchSize: 5, stepsPerEpoch: 1, stepCount: 2 });
  });
});
