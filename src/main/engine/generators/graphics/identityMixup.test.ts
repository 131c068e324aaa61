import { describe, expect, it } from 'vitest';
import { drawMixup } from './identityMixup';

const recipe = (probability: number, identities = 10) => ({
  seed: 7,
  identities,
  identityMixup: { probability, weights: 'steps' as const },
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
