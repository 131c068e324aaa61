import { describe, expect, it } from 'vitest';
import { IDENTITY_COUNT } from './coefficientLayout';
import { checkShotFactors, mixIdentities, sampleIdentity, sampleShot } from './factors';
import { hasPack, NO_PACK, testModel } from './pack.testing';
import { DEFAULT_GRAPHICS_OPTIONS } from './recipeOptions';
import { shapeOf } from './shapeSpace';

const options = DEFAULT_GRAPHICS_OPTIONS;

describe.skipIf(!hasPack)(`factors (${NO_PACK})`, () => {
  it('are the same whatever was drawn before', () => {
    const model = testModel();
    const first = sampleShot(model, 7, 3, 5, options);
    sampleShot(model, 7, 3, 4, options);
    sampleIdentity(model, 7, 9, options);
    expect(sampleShot(model, 7, 3, 5, options)).toEqual(first);
    expect(sampleIdentity(model, 7, 3, options)).toEqual(sampleIdentity(model, 7, 3, options));
  });

  it('differ between seeds, identities and samples', () => {
    const model = testModel();
    expect(sampleIdentity(model, 7, 3, options).coefficients).not.toEqual(
      sampleIdentity(model, 8, 3, options).coefficients,
    );
    expect(sampleIdentity(model, 7, 3, options).coefficients).not.toEqual(
      sampleIdentity(model, 7, 4, options).coefficients,
    );
    expect(sampleShot(model, 7, 3, 0, options).light).not.toEqual(sampleShot(model, 7, 3, 1, options).light);
  });

  it('have identity coefficients of mean 0 and deviation 1', () => {
    const model = testModel();
    const people = Array.from({ length: 400 }, (_, i) => sampleIdentity(model, 11, i, options).coefficients);
    let worstMean = 0;
    let deviations = 0;
    for (let k = 0; k < IDENTITY_COUNT; k++) {
      const mean = people.reduce((sum, c) => sum + c[k], 0) / people.length;
      const variance = people.reduce((sum, c) => sum + (c[k] - mean) * (c[k] - mean), 0) / people.length;
      worstMean = Math.max(worstMean, Math.abs(mean));
      deviations += Math.sqrt(variance) / IDENTITY_COUNT;
    }
    expect(worstMean).toBeLessThan(0.3);
    expect(Math.abs(deviations - 1)).toBeLessThan(0.08);
  });

  it('follow the requested demographics', () => {
    const model = testModel();
    const women = {
      ...options,
      femaleShare: 1,
      ageMinYears: 30,
      ageMaxYears: 40,
      ancestry: { african: 0, asian: 1, caucasian: 0 },
    };
    for (let i = 0; i < 20; i++) {
      const { requested } = sampleIdentity(model, 1, i, women);
      expect(requested.sex).toBe('female');
      expect(requested.ageYears).toBeGreaterThanOrEqual(30);
      expect(requested.ageYears).toBeLessThan(40);
      expect(requested.ancestry.asian).toBe(1);
    }
  });

  it('strength 0 gives a frontal, neutral face', () => {
    const shot = sampleShot(testModel(), 1, 0, 0, {
      ...options,
      poseStrength: 0,
      expressionStrength: 0,
      blinkProbability: 0,
    });
    expect(shot.poseDeg.map(Math.abs)).toEqual([0, 0, 0]);
    expect(Math.max(...shot.expression.subarray(0, 34))).toBeLessThan(0.1);
  });
});

describe.skipIf(!hasPack)(`mixIdentities (${NO_PACK})`, () => {
  it('interpolates coefficients, and with them the shape, linearly', () => {
    const model = testModel();
    const a = sampleIdentity(model, 1, 0, options);
    const b = sampleIdentity(model, 1, 1, options);
    const mixed = mixIdentities(a, b, 0.3);
    mixed.coefficients.forEach((value, i) =>
      expect(value).toBeCloseTo(0.3 * a.coefficients[i] + 0.7 * b.coefficients[i], 5),
    );
    const [shapeA, shapeB, shapeMixed] = [a, b, mixed].map((identity) => shapeOf(model, identity.coefficients));
    for (let n = 0; n < shapeA.length; n += 101)
      expect(shapeMixed[n]).toBeCloseTo(0.3 * shapeA[n] + 0.7 * shapeB[n], 4);
  });

  it('is the identity itself at the ends, and takes the meshes of the larger share', () => {
    const model = testModel();
    const a = sampleIdentity(model, 1, 0, options);
    const b = sampleIdentity(model, 1, 1, options);
    expect(mixIdentities(a, b, 1)).toEqual(a);
    expect(mixIdentities(a, b, 0)).toEqual(b);
    expect(mixIdentities(a, b, 0.5).discrete).toEqual(a.discrete);
    expect(mixIdentities(a, b, 0.49).discrete).toEqual(b.discrete);
  });

  it('refuses weights outside 0 to 1 and vectors that are no numbers', () => {
    const model = testModel();
    const a = sampleIdentity(model, 1, 0, options);
    expect(() => mixIdentities(a, a, 1.01)).toThrow(/0 to 1/);
    expect(() => mixIdentities(a, a, NaN)).toThrow(/0 to 1/);
    expect(() => mixIdentities(a, { ...a, coefficients: new Float32Array(3) }, 0.5)).toThrow(/expected 160/);
    const shot = sampleShot(model, 1, 0, 0, options);
    expect(() => checkShotFactors({ ...shot, light: Float32Array.from(shot.light, () => NaN) })).toThrow(/light/);
  });
});
