import { describe, expect, it } from 'vitest';
import { groupRows, identityGroups } from './identityGroups';

describe('identityGroups', () => {
  const groups = identityGroups(Int32Array.from([7, 7, 2, 7, 900, 2]));

  it('numbers identities without gaps, whatever order they are stored in', () => {
    expect([...groups.identities]).toEqual([2, 7, 900]);
    expect([...groups.ofRow]).toEqual([1, 1, 0, 1, 2, 0]);
    expect([...groups.firstRow]).toEqual([2, 0, 4]);
    expect(groups.largest).toBe(3);
  });

  it('keeps identities together, in the order of their index or of their first sample', () => {
    const rows = Uint32Array.from([4, 3, 5, 0, 2]);
    expect([...groupRows(groups, rows, 'index')]).toEqual([5, 2, 3, 0, 4]);
    expect([...groupRows(groups, rows, 'first')]).toEqual([4, 3, 0, 5, 2]);
  });

  it('has no groups where there are no rows', () => {
    expect(identityGroups(new Int32Array())).toMatchObject({ count: 0, largest: 0 });
  });
});
