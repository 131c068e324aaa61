import { describe, expect, it } from 'vitest';
import { batchCount, taskSampleCount, tasksOfBatch } from './batchPlan';

const everySample = (identities: number, samples: number): string[] => {
  const extent = { identities, samples };
  return Array.from({ length: batchCount(extent) }, (_, index) => tasksOfBatch(extent, index))
    .flat()
    .flatMap((task) => task.sampleIndexes.map((sample) => `${task.identityIndex}/${sample}`));
};

describe('batch plan', () => {
  it.each([
    [1, 1],
    [120, 20],
    [3, 256],
    [3, 257],
    [2, 700],
    [513, 1],
  ])('has each sample of %d × %d exactly once and in order', (identities, samples) => {
    const expected = Array.from(
      { length: identities * samples },
      (_, at) => `${Math.floor(at / samples)}/${at % samples}`,
    );
    expect(everySample(identities, samples)).toEqual(expected);
  });

  it('keeps batches near 256 samples, in tasks of at most 32', () => {
    const extent = { identities: 120, samples: 20 };
    expect(batchCount(extent)).toBe(10);
    const tasks = tasksOfBatch(extent, 3);
    expect(taskSampleCount(tasks)).toBe(240);
    expect(Math.max(...tasks.map((task) => task.sampleIndexes.length))).toBe(20);
    expect(batchCount({ identities: 10_000, samples: 20 })).toBe(834);
    expect(taskSampleCount(tasksOfBatch({ identities: 9, samples: 700 }, 2))).toBe(188);
    expect(batchCount({ identities: 12, samples: 6 })).toBe(3);
  });
});
