import { describe, expect, it } from 'vitest';
import { requestedBalance } from './balance';
import { GraphicsOptions } from './graphicsOptions';

const options = GraphicsOptions.parse({
  femaleShare: 0.25,
  ancestry: { african: 1, asian: 0, caucasian: 2 },
  ageMinYears: 20,
  ageMaxYears: 40,
});
const requested = { female: [1, 0, 0, 1], leadingAncestry: [0, 2, 2, 2], ageYears: [20, 30, 39.99, 25] };

describe('the balance of requested attributes', () => {
  it('sets what was requested beside what the recipe asks for', () => {
    expect(requestedBalance(options, requested)).toEqual({
      identities: 4,
      sex: [
        { group: 'women', target: 1, achieved: 2 },
        { group: 'men', target: 3, achieved: 2 },
      ],
      leadingAncestry: [
        { group: 'african', target: 1, achieved: 1 },
        { group: 'asian', target: 0, achieved: 0 },
        { group: 'caucasian', target: 3, achieved: 3 },
      ],
      ageYears: [
        { group: '20–30 years', target: 2, achieved: 2 },
        { group: '30–40 years', target: 2, achieved: 2 },
      ],
    });
  });

  it('counts the identities of an export only', () => {
    const some = requestedBalance(options, requested, [1, 2]);
    expect(some.identities).toBe(2);
    expect(some.sex.map(({ achieved }) => achieved)).toEqual([0, 2]);
    expect(some.ageYears.map(({ achieved }) => achieved)).toEqual([0, 2]);
  });

  it('has one band where all have one age', () => {
    const one = requestedBalance(
      { ...options, ageMinYears: 40, ageMaxYears: 40 },
      { ...requested, ageYears: [40, 40, 40, 40] },
    );
    expect(one.ageYears).toEqual([{ group: '40–40 years', target: 4, achieved: 4 }]);
  });
});
