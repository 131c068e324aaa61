import { describe, expect, it } from 'vitest';
import type { IdentityFactors, SampleFactors } from '@shared/graphics/factors';
import { beginWith, factorsOf, FACTORS, isChanged, takeDrawn, withIdentity, withNuisances, withShot } from './explored';
import { ExplorerStore } from './explorerStore';

const identity = (value: number, mesh: string | null = 'long01'): IdentityFactors => ({
  coefficients: new Float32Array(160).fill(value),
  discrete: { hair: { mesh, mirrored: false, fringe: null }, lash: 'eyelashes01', glasses: null, scars: [] },
  requested: { ageYears: 30, sex: 'female', ancestry: { african: 1, asian: 0, caucasian: 0 } },
});

const factors = (value: number): SampleFactors => ({
  identity: identity(value),
  shot: {
    expression: new Float32Array(64).fill(value),
    light: new Float32Array(27).fill(value),
    poseDeg: [value, value, value],
    background: new Float32Array(32).fill(value),
    // Only what these tests read; the rest of the nuisances is carried along unseen.
    nuisances: { shadowSoftness: value, place: 'indoor', wearsGlasses: value > 0 } as never,
  },
});

const DRAWN = { kind: 'drawn', seed: 0, candidate: 1, sample: 0 } as const;
const OTHER = { kind: 'drawn', seed: 0, candidate: 2, sample: 0 } as const;

describe('explored face', () => {
  it('takes what is diced and keeps the rest, each factor by itself', () => {
    const before = beginWith(factors(0), DRAWN);
    for (const factor of FACTORS) {
      const { shot, identity: who } = factorsOf(takeDrawn(before, factors(1), [factor], OTHER));
      expect(who.coefficients[0], factor).toBe(factor === 'identity' ? 1 : 0);
      expect(shot.expression[0], factor).toBe(factor === 'expression' ? 1 : 0);
      expect(shot.light[0], factor).toBe(factor === 'light' ? 1 : 0);
      expect(shot.nuisances.shadowSoftness, factor).toBe(factor === 'light' ? 1 : 0);
      expect(shot.poseDeg[0], factor).toBe(factor === 'pose' ? 1 : 0);
      expect(shot.background[0], factor).toBe(factor === 'background' ? 1 : 0);
      expect(shot.nuisances.wearsGlasses, factor).toBe(factor === 'wear');
    }
  });

  it('keeps a locked factor, with its changes, when the whole face is diced', () => {
    const store = new ExplorerStore(beginWith(factors(0), DRAWN));
    store.toggleLock('pose');
    store.change(withShot(store.present, { poseDeg: [20, 0, 0] }));
    const free = FACTORS.filter((factor) => !store.locked.has(factor));
    store.change(takeDrawn(store.present, factors(1), free, OTHER));
    expect(store.present.shot.poseDeg).toEqual([20, 0, 0]);
    expect(store.present.shot.expression[0]).toBe(1);
    expect(store.present.origin).toEqual(OTHER);
  });

  it('mixes by the handle, and makes the mix a person of its own when a slider changes it', () => {
    const mixed = {
      ...beginWith(factors(0), DRAWN),
      b: { identity: identity(1, null), name: 'B', candidate: 2 },
      shareOfA: 0.25,
    };
    expect(factorsOf(mixed).identity.coefficients[7]).toBe(0.75);
    expect(factorsOf(mixed).identity.discrete.hair.mesh).toBeNull();
    const moved = withIdentity(mixed, (who) => who);
    expect(moved.shareOfA).toBe(1);
    expect(moved.a.coefficients[7]).toBe(0.75);
    expect(factorsOf(moved)).toBe(factorsOf(moved));
  });

  it('knows whether anything was changed since it was drawn', () => {
    const before = beginWith(factors(0), DRAWN);
    expect(isChanged(before)).toBe(false);
    expect(isChanged(withShot(before, { poseDeg: [1, 0, 0] }))).toBe(true);
    expect(isChanged(withNuisances(before, { shadowSoftness: 0.4 }))).toBe(true);
    expect(isChanged(takeDrawn(before, factors(1), ['light'], OTHER))).toBe(false);
  });
});
