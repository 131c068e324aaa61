import { describe, expect, it } from 'vitest';
import { mixIdentities, sampleIdentity } from './factors';
import { drawMixup } from './identityMixup';
import { hasPack, NO_PACK, testModel } from './pack.testing';
import { DEFAULT_GRAPHICS_OPTIONS } from './recipeOptions';
import { shapeOf } from './shapeSpace';

const recipe = (probability: number, identities = 10, weights: 'steps' | 'continuous' = 'steps') => ({
  seed: 7,
  identities,
  identityMixup: { probability, weights },
});

describe('identity mixup', () => {
  it('mixes the asked share of samples, each partner and each of the 21 weights about equally often', () => {
    const partners = new Map<number, number>();
    const weights = new Map<number, number>();
    let mixed = 0;
    for (let sample = 0; sample < 4000; sample++) {
      const mixup = drawMixup(recipe(0.5), 3, sample);
      if (mixup === null) continue;
      mixed++;
      partners.set(mixup.partnerIndex, (partners.get(mixup.partnerIndex) ?? 0) + 1);
      weights.set(mixup.weight, (weights.get(mixup.weight) ?? 0) + 1);
    }
    expect(Math.abs(mixed / 4000 - 0.5)).toBeLessThan(0.04);
    expect([...partners.keys()].sort()).toEqual([0, 1, 2, 4, 5, 6, 7, 8, 9]);
    expect([...weights.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: 21 }, (_, step) => step / 20));
    for (const count of weights.values()) expect(count).toBeGreaterThan(50);
  });

  it('draws continuous weights evenly, each a number that single precision keeps', () => {
    const drawn = Array.from({ length: 2000 }, (_, sample) => drawMixup(recipe(1, 10, 'continuous'), 3, sample));
    const weights = drawn.map((mixup) => mixup?.weight ?? NaN);
    expect(weights.every((weight) => weight >= 0 && weight <= 1 && Math.fround(weight) === weight)).toBe(true);
    expect(new Set(weights).size).toBe(2000);
    for (let tenth = 0; tenth < 10; tenth++) {
      const count = weights.filter((weight) => weight >= tenth / 10 && weight < (tenth + 1) / 10).length;
      expect(Math.abs(count - 200)).toBeLessThan(60);
    }
    // The partner does not depend on the kind of weights.
    expect(drawn.map((mixup) => mixup?.partnerIndex)).toEqual(
      drawn.map((_, sample) => drawMixup(recipe(1), 3, sample)?.partnerIndex),
    );
  });

  it('depends on seed and place only', () => {
    expect(drawMixup(recipe(1), 2, 5)).toEqual(drawMixup(recipe(1), 2, 5));
    const draws = Array.from({ length: 20 }, (_, sample) => drawMixup(recipe(1), 2, sample));
    expect(new Set(draws.map((draw) => JSON.stringify(draw))).size).toBeGreaterThan(10);
    expect(draws).not.toEqual(
      Array.from({ length: 20 }, (_, sample) => drawMixup({ ...recipe(1), seed: 8 }, 2, sample)),
    );
  });

  it('has nobody to mix with where there is one identity, and mixes nothing at probability 0', () => {
    expect(drawMixup(recipe(1, 1), 0, 0)).toBeNull();
    expect(drawMixup(recipe(0), 0, 0)).toBeNull();
  });
});

describe.skipIf(!hasPack)(`a mixed head (${NO_PACK})`, () => {
  it('has every vertex on the line between the two', () => {
    const model = testModel();
    const [a, b] = [0, 1].map((identity) => sampleIdentity(model, 7, identity, DEFAULT_GRAPHICS_OPTIONS));
    const [first, second] = [a, b].map(({ coefficients }) => shapeOf(model, coefficients));
    for (const weight of [0, 0.35, 1]) {
      const mixed = shapeOf(model, mixIdentities(a, b, weight).coefficients);
      let largest = 0;
      for (let n = 0; n < mixed.length; n++)
        largest = Math.max(largest, Math.abs(mixed[n] - weight * first[n] - (1 - weight) * second[n]));
      expect(largest).toBeLessThan(2e-5); // dm: single precision over 120 sums
    }
  });
});
