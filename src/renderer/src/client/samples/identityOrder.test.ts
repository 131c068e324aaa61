import { describe, expect, it } from 'vitest';
import { Rng } from '@shared/lib/rng';
import { groupRows, identityGroups } from './identityGroups';
import { identitiesByFirst, sortWithinIdentities } from './identityOrder';
import { indexSort } from './indexSort';

const rng = new Rng(5);
/** Identities of 1 to 120 samples, some numbers missing between them. */
const identityIndex = Int32Array.from(
  Array.from({ length: 60 }, (_unused, identity) => new Array<number>(1 + rng.below(120)).fill(2 * identity)).flat(),
);
const groups = identityGroups(identityIndex);
const values = Float32Array.from(identityIndex, () => (rng.chance(0.2) ? NaN : Math.round(rng.range(-9, 9))));

describe.each([true, false])('within identities, descending %s', (isDescending) => {
  it('is the order of the whole table, grouped', () => {
    const expected = groupRows(groups, indexSort(values, isDescending), 'index');
    expect(sortWithinIdentities(groups, values, isDescending)).toEqual(expected);
  });

  it('puts identities in the order of their first sample among those that pass', () => {
    const passes = Uint8Array.from(values, () => Number(rng.chance(0.3)));
    const picked = sortWithinIdentities(groups, values, isDescending).filter((row) => passes[row] === 1);
    const sorted = indexSort(values, isDescending).filter((row) => passes[row] === 1);
    expect(identitiesByFirst(groups, picked, values, isDescending)).toEqual(groupRows(groups, sorted, 'first'));
  });
});

it('knows a table that is not stored by identity', () => {
  expect(groups.isStored).toBe(true);
  expect(identityGroups(Int32Array.from([4, 4, 2])).isStored).toBe(false);
});
