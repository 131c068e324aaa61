import { describe, expect, it } from 'vitest';
import { EVERYTHING } from '../../client/samples/viewQuery';
import { sortedBy } from './sortedBy';

describe('sortedBy', () => {
  it('puts the suspicious end of a score first', () => {
    expect(sortedBy({ ...EVERYTHING, isDescending: true }, 'judge.consistency')).toMatchObject({ isDescending: false });
    expect(sortedBy(EVERYTHING, 'judge.nearestReal')).toMatchObject({
      sortBy: 'judge.nearestReal',
      isDescending: true,
    });
    expect(sortedBy(EVERYTHING, 'similar')).toMatchObject({ isDescending: true });
  });

  it('keeps the direction where neither end is suspicious', () => {
    expect(sortedBy({ ...EVERYTHING, isDescending: true }, 'yawDeg')).toMatchObject({ isDescending: true });
    expect(sortedBy(EVERYTHING, null)).toEqual(EVERYTHING);
  });
});
