import { ageBands, bandOfAge, largestRemainder } from '@shared/lib/apportion';
import { describe, expect, it } from 'vitest';
import { groupCount, groupQuotas, spreadGroups } from './identityGroups';
import { DEFAULT_GRAPHICS_OPTIONS, type GraphicsOptions } from './recipeOptions';

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((total, value) => total + value, 0);

/** Quotas summed by sex, ancestry and band. */
function sides(options: GraphicsOptions, quotas: Int32Array): readonly (readonly number[])[] {
  const bands = groupCount(options) / 6;
  const sex = [0, 0];
  const ancestry = [0, 0, 0];
  const age = new Array<number>(bands).fill(0);
  quotas.forEach((quota, group) => {
    sex[Math.floor(group / (3 * bands))] += quota;
    ancestry[Math.floor(group / bands) % 3] += quota;
    age[group % bands] += quota;
  });
  return [sex, ancestry, age];
}

const skewed: GraphicsOptions = {
  ...DEFAULT_GRAPHICS_OPTIONS,
  femaleShare: 0.3,
  ageMinYears: 20,
  ageMaxYears: 41,
  ancestry: { african: 2, asian: 0, caucasian: 1 },
};

describe('quotas of the groups', () => {
  it.each([
    ['default', DEFAULT_GRAPHICS_OPTIONS],
    ['skewed', skewed],
  ] as const)('keep every side within one of its share, for any number (%s)', (_name, options) => {
    for (const identities of [1, 2, 3, 7, 12, 35, 36, 37, 50, 100, 119, 120, 121, 200, 999, 1000, 10_000]) {
      const quotas = groupQuotas(options, identities);
      expect(sum(quotas)).toBe(identities);
      const { african, asian, caucasian } = options.ancestry;
      const bands = groupCount(options) / 6;
      const weights = [
        [options.femaleShare, 1 - options.femaleShare],
        [african, asian, caucasian],
        new Array<number>(bands).fill(1),
      ];
      sides(options, quotas).forEach((counts, side) => {
        const target = largestRemainder(weights[side], identities);
        counts.forEach((count, at) => {
          expect(Math.abs(count - target[at]), `${identities}, side ${side}, place ${at}`).toBeLessThanOrEqual(1);
        });
      });
    }
  });

  it('divide evenly where that is possible, and ask for nobody whose weight is 0', () => {
    expect([...groupQuotas(DEFAULT_GRAPHICS_OPTIONS, 72)]).toEqual(new Array(36).fill(2));
    const [, ancestry] = sides(skewed, groupQuotas(skewed, 1000));
    expect(ancestry[1]).toBe(0);
    expect([...groupQuotas({ ...skewed, femaleShare: 0 }, 50)].slice(0, groupCount(skewed) / 2)).toEqual(
      new Array(groupCount(skewed) / 2).fill(0),
    );
  });

  it('do not ask for one of a kind that is next to never drawn', () => {
    const rare = { ...DEFAULT_GRAPHICS_OPTIONS, ancestry: { african: 1e-9, asian: 1, caucasian: 1 } };
    for (const identities of [10, 121, 500]) expect(sides(rare, groupQuotas(rare, identities))[1][0]).toBe(0);
  });

  it('are spread over the set: every part of it is nearly as balanced as the whole', () => {
    const quotas = groupQuotas(DEFAULT_GRAPHICS_OPTIONS, 360);
    const spread = spreadGroups(quotas, 7);
    expect(spread).toHaveLength(360);
    const half = new Int32Array(36);
    for (const group of spread.subarray(0, 180)) half[group]++;
    for (const count of half) expect(Math.abs(count - 5)).toBeLessThanOrEqual(1);
    expect(spreadGroups(quotas, 7)).toEqual(spread);
    expect(spreadGroups(quotas, 8)).not.toEqual(spread);
  });
});

describe('bands of ages', () => {
  it('are about ten years wide and hold both ends', () => {
    const bands = ageBands(18, 75);
    expect(bands).toHaveLength(6);
    expect([bandOfAge(bands, 18), bandOfAge(bands, 27.5), bandOfAge(bands, 75), bandOfAge(bands, 99)]).toEqual([
      0, 1, 5, 5,
    ]);
    expect(ageBands(40, 40)).toEqual([{ fromYears: 40, toYears: 40 }]);
  });
});

describe('largest remainders', () => {
  it('add up, and serve earlier places first among equals', () => {
    expect(largestRemainder([1, 1, 1], 100)).toEqual([34, 33, 33]);
    expect(largestRemainder([0, 5], 3)).toEqual([0, 3]);
    expect(largestRemainder([0.5, 0.5], 1)).toEqual([1, 0]);
  });
});
