import { describe, expect, it } from 'vitest';
import { keysOf, sampleOfKey } from '@shared/domain/curationSamples';
import { sampleId } from '@shared/domain/ids';
import { sliceOf } from './slices';
import type { SliceRule, SliceTable } from './slices';

const sharpness = Float32Array.of(5, 1, NaN, 3, 2, 9, 8, 7);
const table: SliceTable = {
  rowCount: 8,
  idOf: (row) => sampleId(Math.floor(row / 4), row % 4),
  rowOf: (id) =>
    Array.from({ length: 8 }, (_, row) => row).findIndex((row) => sampleId(Math.floor(row / 4), row % 4) === id),
  identityOf: (row) => Math.floor(row / 4),
  identityName: (identity) => `P${identity}`,
  values: () => Promise.resolve(sharpness),
};
const rowsIn = async (rule: SliceRule): Promise<number[]> => {
  const { samples } = await sliceOf(table, rule);
  return Array.from(keysOf(samples), (key) => table.rowOf(sampleOfKey(key)));
};

describe('slices of a set', () => {
  it('takes all, or some identities', async () => {
    expect(await rowsIn({ type: 'all' })).toHaveLength(8);
    expect(await rowsIn({ type: 'identities', from: 1, to: 1 })).toEqual([4, 5, 6, 7]);
    expect((await sliceOf(table, { type: 'identities', from: 0, to: 1 })).words).toBe('identities P0 to P1');
  });

  it('takes the worst by a score, and none that was not measured', async () => {
    const worst = { type: 'worst', column: 'x', label: 'sharpness', end: 'low', count: 3 } as const;
    expect(await rowsIn(worst)).toEqual([1, 3, 4]);
    expect(await rowsIn({ ...worst, end: 'high', count: 20 })).not.toContain(2);
    expect((await sliceOf(table, worst)).words).toBe('the 3 with the lowest sharpness');
  });

  it('draws at random by the seed alone', async () => {
    const draw = (seed: number) => rowsIn({ type: 'random', count: 4, seed });
    expect(await draw(3)).toEqual(await draw(3));
    expect(await draw(3)).toHaveLength(4);
  });

  it('takes named samples, each once, and says which is not there', async () => {
    expect(await rowsIn({ type: 'ids', text: 'i000001s0000, i000000s0001\ni000001s0000' })).toEqual([1, 4]);
    await expect(sliceOf(table, { type: 'ids', text: 'i000009s0000' })).rejects.toThrow(/i000009s0000/);
    await expect(sliceOf(table, { type: 'ids', text: ' ' })).rejects.toThrow(/No sample/);
  });
});
