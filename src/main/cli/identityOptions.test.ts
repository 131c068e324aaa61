import { describe, expect, it } from 'vitest';
import { ageRange, ancestryWeights, decimal, demographicNumbers, identityPart } from './identityOptions';

describe('options about identities', () => {
  it('gives the recipe what was said and leaves the rest to its defaults', () => {
    expect(identityPart({})).toEqual({ minimumDistance: {} });
    expect(identityPart({ minDistance: 0, judgeCosine: 0.95, balance: 'drawn' })).toEqual({
      minimumDistance: { shape: 0, judgeCosine: 0.95 },
      balance: 'drawn',
    });
    const given = { femaleShare: 0.4, ages: ageRange('20-60'), ancestry: ancestryWeights('asian=2,african=1') };
    expect(demographicNumbers(given)).toEqual({
      femaleShare: 0.4,
      ageMinYears: 20,
      ageMaxYears: 60,
      'ancestry.african': 1,
      'ancestry.asian': 2,
      'ancestry.caucasian': 0,
    });
  });

  it.each(['', '60-20', '17-40', '20-91', '20', '20-', 'a-b', '20-30-40'])('refuses the ages %j', (text) => {
    expect(() => ageRange(text)).toThrow('Expected two ages');
  });

  it.each(['', 'martian=1', 'asian', 'asian=x', 'asian=1,asian=2', 'asian=0', 'asian=-1', 'asian=Infinity'])(
    'refuses the ancestries %j',
    (text) => {
      expect(() => ancestryWeights(text)).toThrow();
    },
  );

  it.each(['', ' ', 'x', '31', '-1', 'NaN'])('refuses the distance %j', (text) => {
    expect(() => decimal(0, 30)(text)).toThrow('Expected a number from 0 to 30.');
  });
});
