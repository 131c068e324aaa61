import { describe, expect, it } from 'vitest';
import { Rng } from '@shared/lib/rng';
import { buildIdentity } from './buildIdentity';
import { mixIdentities, sampleIdentity } from './factors';
import { hasPack, NO_PACK, testModel } from './pack.testing';
import { DEFAULT_GRAPHICS_OPTIONS } from './recipeOptions';
import { drawScars } from './scars';
import { traitsOf } from './traits';

const scarred = { ...DEFAULT_GRAPHICS_OPTIONS, scarProbability: 1 };

describe('drawScars', () => {
  it('draws none at probability 0, one to three at 1, the same from the same numbers', () => {
    for (let i = 0; i < 50; i++) {
      expect(drawScars(new Rng(i), 0)).toEqual([]);
      const scars = drawScars(new Rng(i), 1);
      expect(scars.length).toBeGreaterThanOrEqual(1);
      expect(scars.length).toBeLessThanOrEqual(3);
      expect(drawScars(new Rng(i), 1)).toEqual(scars);
    }
  });
});

describe.skipIf(!hasPack)(`scars of an identity (${NO_PACK})`, () => {
  it('belong to the person, change nothing else of it, and go with the larger share of a mixture', () => {
    const model = testModel();
    const plain = sampleIdentity(model, 3, 4, { ...scarred, scarProbability: 0 });
    const marked = sampleIdentity(model, 3, 4, scarred);
    expect(marked.coefficients).toEqual(plain.coefficients);
    expect({ ...marked.discrete, scars: [] }).toEqual(plain.discrete);
    expect(mixIdentities(marked, plain, 0.6).discrete.scars).toEqual(marked.discrete.scars);
    expect(mixIdentities(marked, plain, 0.4).discrete.scars).toEqual([]);
  });

  it('show in the skin near them, and nowhere else', () => {
    const model = testModel();
    const plain = sampleIdentity(model, 3, 4, { ...scarred, scarProbability: 0 });
    const scar = {
      kind: 'line',
      x: 0.4,
      y: 6.95,
      size: 0.12,
      width: 0.012,
      turnDeg: 30,
      strength: 1,
      bend: 0,
    } as const;
    const marked = { ...plain, discrete: { ...plain.discrete, scars: [scar] } };
    const [before, after] = [plain, marked].map((person) => {
      const skin = buildIdentity(model, person).skinOf(true, 'coarse', null);
      const all = Int32Array.from({ length: skin.atlas.covered.length }, (_, at) => at);
      skin.complete(all, all.length);
      return skin;
    });
    let changed = 0;
    for (let at = 0; at < before.atlas.covered.length; at++) {
      if (before.values[8 * at] === after.values[8 * at]) continue;
      changed++;
      expect(Math.abs(before.atlas.position[3 * at] - scar.x)).toBeLessThan(0.3);
      expect(Math.abs(before.atlas.position[3 * at + 1] - scar.y)).toBeLessThan(0.3);
    }
    expect(changed).toBeGreaterThan(10);
  });

  it('leave 200 people with traits and coefficients that are numbers', () => {
    const model = testModel();
    const numbers = (value: unknown): number[] =>
      typeof value === 'number' ? [value] : Object.values(value as object).flatMap(numbers); // traits hold numbers and objects of them
    for (let i = 0; i < 200; i++) {
      const { coefficients, discrete } = sampleIdentity(model, 21, i, scarred);
      expect(coefficients.every((x) => Number.isFinite(x) && Math.abs(x) < 12)).toBe(true);
      const traits = traitsOf(model, coefficients);
      expect(numbers(traits).every((x) => Number.isFinite(x) && Math.abs(x) < 3)).toBe(true);
      expect(traits.brow.thickness).toBeGreaterThan(0);
      for (const scar of discrete.scars) expect(scar.size).toBeGreaterThan(0);
    }
  });
});
