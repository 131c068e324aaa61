import { describe, expect, it } from 'vitest';
import { sampleId } from '@shared/domain/ids';
import { RowIndex } from './rowIndex';

describe('RowIndex', () => {
  const index = new RowIndex(Int32Array.from([2, 0, 999_999, 0]), Int32Array.from([0, 1, 9_999, 0]));

  it('makes the ids of the contract', () => {
    expect(index.idOf(2)).toBe(sampleId(999_999, 9_999));
    expect(index.idOf(1)).toBe(sampleId(0, 1));
  });

  it('finds rows that are stored in any order, and says when there is none', () => {
    expect([0, 1, 2, 3].map((row) => index.rowOf(index.idOf(row)))).toEqual([0, 1, 2, 3]);
    expect(index.rowOf(sampleId(1, 0))).toBe(-1);
  });
});
