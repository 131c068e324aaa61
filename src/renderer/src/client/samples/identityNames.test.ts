import { describe, expect, it } from 'vitest';
import { Rng } from '@shared/lib/rng';
import { identityGroups } from './identityGroups';
import { IdentityNames, packNames } from './identityNames';

const namesOf = (all: readonly string[]): IdentityNames => {
  const groups = identityGroups(Int32Array.from(all, (_name, at) => at));
  return new IdentityNames(packNames(groups, (row) => all[row] ?? ''));
};

describe('IdentityNames', () => {
  it('finds what lies within a name, not across two', () => {
    expect([...namesOf(['ab', 'ba', 'Bab', '']).containing('ba')]).toEqual([0, 1, 1, 0]);
    expect([...namesOf(['aa', 'aab']).containing('aab')]).toEqual([0, 1]);
  });

  it('finds the same as by definition, plain names or not', () => {
    const rng = new Rng(3);
    for (const letters of ['abA', 'aßé']) {
      const names = Array.from({ length: 50 }, () =>
        Array.from({ length: 1 + rng.below(6) }, () => letters[rng.below(3)] ?? '').join(''),
      );
      for (const wanted of ['a', 'ab', 'aab', 'ba', 'é', ''])
        expect([...namesOf(names).containing(wanted)]).toEqual(
          names.map((name) => Number(name.toLowerCase().includes(wanted))),
        );
    }
  });
});
