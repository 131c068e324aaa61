import { describe, expect, it } from 'vitest';
import { inBatches } from './inBatches';

describe('inBatches', () => {
  it('takes together what comes while a batch runs, in order, and answers each', async () => {
    const batches: number[][] = [];
    const double = inBatches((inputs: readonly number[]) => {
      batches.push([...inputs]);
      return Promise.resolve(inputs.map((input) => input * 2));
    });
    expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6]);
    expect(await double(4)).toBe(8);
    expect(batches).toEqual([[1], [2, 3], [4]]);
  });

  it('fails for all of a batch and goes on with the next', async () => {
    const work = inBatches((inputs: readonly number[]) =>
      inputs.includes(1) ? Promise.reject(new Error('quota')) : Promise.resolve(inputs),
    );
    const [first, second] = await Promise.allSettled([work(1), work(2)]);
    expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
  });
});
