import { describe, expect, it } from 'vitest';
import { Coefficients, coefficientsOf, factorsOf, FullCoefficients, VECTORS } from './coefficients';

const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);
const smallest = {
  outis: 1,
  kind: 'coefficients',
  identity: zeros(160),
  expression: zeros(64),
  light: zeros(27),
  pose: [0, 0, 0],
  background: zeros(32),
};
const faults = (value: unknown): string[] => {
  const parsed = Coefficients.safeParse(value);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};
const put = (values: readonly number[], at: number, value: unknown): unknown[] =>
  values.map((old, i) => (i === at ? value : old));

describe('a file of coefficients', () => {
  it('needs the five factors only; the rest is a plain picture', () => {
    const { nuisances, meshes } = Coefficients.parse(smallest);
    expect(meshes).toBeUndefined();
    expect(nuisances).toMatchObject({ hairOverride: null, hat: null, occluder: null, grainSeed: 0 });
    expect(nuisances.camera).toMatchObject({ exposureStops: 0, noise: 0, motion: [0, 0], crop: [0, 0, 1, 0] });
    const some = Coefficients.parse({ ...smallest, nuisances: { camera: { noise: 0.02 } } });
    expect(some.nuisances).toEqual({ ...nuisances, camera: { ...nuisances.camera, noise: 0.02 } });
  });

  it.each([
    ['a vector that is too short', { identity: zeros(159) }, 'identity: 159 numbers, expected 160'],
    ['a vector that is too long', { light: zeros(28) }, 'light: 28 numbers, expected 27'],
    ['what JSON makes of NaN', { identity: put(smallest.identity, 17, null) }, 'identity.17: null, expected a number'],
    ['NaN itself', { identity: put(smallest.identity, 17, NaN) }, 'identity.17: NaN, expected a number'],
    ['infinity', { background: put(smallest.background, 3, 1e999) }, 'background.3: Infinity, expected a number'],
    ['text', { expression: put(smallest.expression, 0, '0.5') }, 'expression.0: 0.5, expected a number'],
    [
      'a number out of range',
      { identity: put(smallest.identity, 2, 12.5) },
      'identity.2: 12.5, expected a number from -12 to 12',
    ],
    ['a head turned too far', { pose: [91, 0, 0] }, 'pose.0: 91, expected a number from -90 to 90'],
    ['a pose of two angles', { pose: [1, 2] }, 'pose'],
    ['an unknown key', { smile: 1 }, 'smile'],
    ['an unknown key further in', { nuisances: { camera: { zoom: 2 } } }, 'zoom'],
    [
      'a name that could be a path',
      { meshes: { hair: { mesh: '../x', mirrored: false, fringe: null }, lash: 'a', glasses: null } },
      'meshes.hair.mesh: no name of a mesh',
    ],
    ['another kind of file', { kind: 'recipe' }, 'kind'],
  ])('refuses %s and names the place', (_, change, fault) => {
    expect(faults({ ...smallest, ...change }).join('\n')).toContain(fault);
  });

  it('keeps every Float32 and Float64 to the bit', () => {
    const any = (count: number, limit: number): Float32Array =>
      Float32Array.from({ length: count }, (_, i) => (limit * Math.sin(1 + i * 12.9898)) / 1.5);
    const full = FullCoefficients.parse({
      ...smallest,
      meshes: { hair: { mesh: null, mirrored: true, fringe: null }, lash: 'eyelashes01', glasses: 3 },
      requested: { ageYears: 33.3, sex: 'male', ancestry: { african: 0.1, asian: 0.2, caucasian: 0.7 } },
      nuisances: { camera: { exposureStops: 0.1 + 0.2 }, grainSeed: 4294967295 },
    });
    const { identity, shot } = factorsOf(full);
    const factors = {
      identity: { ...identity, coefficients: any(160, VECTORS.identity.limit) },
      shot: {
        ...shot,
        expression: any(64, 1),
        light: any(27, VECTORS.light.limit),
        background: any(32, 3),
        poseDeg: [Math.PI, -1 / 3, 1e-7] as const,
      },
    };
    const text = JSON.stringify(coefficientsOf(factors));
    expect(factorsOf(FullCoefficients.parse(JSON.parse(text)))).toEqual(factors);
    expect(text.length).toBeLessThan(6000);
  });
});
