import { describe, expect, it } from 'vitest';
import { sampleIdentity } from './factors';
import { drawCrowd, estimateCapacity, MOST_ESTIMATED, stalledGroup } from './identityCapacity';
import { groupOf, groupQuotas } from './identityGroups';
import { type IdentityRule, IdentityWalk } from './identityWalk';
import { hasPack, testModel } from './pack.testing';
import { DEFAULT_GRAPHICS_OPTIONS } from './recipeOptions';
import { createShapeMetric } from './shapeMetric';
import { symmetricEigen } from './symmetricEigen';

const rule = (change: Partial<IdentityRule> = {}): IdentityRule => ({
  seed: 3,
  identities: 90,
  options: DEFAULT_GRAPHICS_OPTIONS,
  balance: 'exact',
  minimumDistance: 12,
  ...change,
});

describe('eigenvalues of a symmetric matrix', () => {
  it('turn it into its diagonal', () => {
    const matrix = Float64Array.of(4, 1, -2, 1, 2, 0, -2, 0, 3);
    const { values, vectors } = symmetricEigen(matrix);
    expect([...values].reduce((a, b) => a + b)).toBeCloseTo(9, 10);
    for (let k = 0; k < 3; k++) {
      const v = vectors.subarray(3 * k, 3 * k + 3);
      for (let row = 0; row < 3; row++) {
        const product = matrix[3 * row] * v[0] + matrix[3 * row + 1] * v[1] + matrix[3 * row + 2] * v[2];
        expect(product).toBeCloseTo(values[k] * v[row], 10);
      }
    }
    expect(values[0]).toBeGreaterThan(values[1]);
    expect(values[1]).toBeGreaterThan(values[2]);
  });
});

describe.skipIf(!hasPack)('a walk through the row of people', () => {
  const metric = hasPack ? createShapeMetric(testModel()) : null;
  const shapes = (): NonNullable<typeof metric> => metric ?? createShapeMetric(testModel());
  const walkOf = (change: Partial<IdentityRule> = {}): IdentityWalk => {
    const walk = new IdentityWalk(testModel(), shapes(), rule(change));
    while (!walk.isDone && stalledGroup(walk) < 0) {
      const offer = walk.next();
      if (offer !== null) walk.accept(offer);
    }
    return walk;
  };

  it('gives the same people whenever it is walked, others for another seed', () => {
    const first = walkOf();
    expect(first.isDone).toBe(true);
    expect(first.tooNear.shape).toBeGreaterThan(0);
    expect([...walkOf().candidates]).toEqual([...first.candidates]);
    expect([...walkOf({ seed: 4 }).candidates]).not.toEqual([...first.candidates]);
  });

  it('keeps the distance for every pair, measured from the identities as they are drawn', () => {
    const { candidates } = walkOf();
    const points = [...candidates].map((candidate) => {
      const out = new Float64Array(shapes().dimensions);
      shapes().project(sampleIdentity(testModel(), 3, candidate, DEFAULT_GRAPHICS_OPTIONS).coefficients, out);
      return out;
    });
    for (let a = 0; a < points.length; a++)
      for (let b = 0; b < a; b++) {
        const square = points[a].reduce((sum, x, at) => sum + (x - points[b][at]) ** 2, 0);
        expect(Math.sqrt(square)).toBeGreaterThanOrEqual(12);
      }
  });

  it('fills each group with exactly its quota, and says of everybody what was requested', () => {
    const { people, candidates } = walkOf({ minimumDistance: 0, identities: 100 });
    const counts = new Int32Array(36);
    people.forEach((person, identity) => {
      if (person === undefined) throw new Error('a place stayed open');
      counts[groupOf(person, DEFAULT_GRAPHICS_OPTIONS)]++;
      const { requested } = sampleIdentity(testModel(), 3, candidates[identity], DEFAULT_GRAPHICS_OPTIONS);
      expect(requested.ageYears).toBe(person.ageYears);
      expect(requested.sex).toBe(person.isWoman ? 'female' : 'male');
    });
    expect([...counts]).toEqual([...groupQuotas(DEFAULT_GRAPHICS_OPTIONS, 100)]);
  });

  it('takes the row as it comes where nothing is asked of it', () => {
    const { candidates } = walkOf({ minimumDistance: 0, balance: 'drawn', identities: 20 });
    expect([...candidates].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });

  it('has independent people lie √240 apart in the root mean square', () => {
    const points = drawCrowd(testModel(), shapes(), rule()).points.slice(0, 300);
    let square = 0;
    for (let i = 0; i + 1 < points.length; i += 2)
      square += points[i].reduce((sum, x, at) => sum + (x - points[i + 1][at]) ** 2, 0);
    expect(Math.sqrt((2 * square) / points.length)).toBeCloseTo(Math.sqrt(240), -0.5);
  });

  it('estimates what is possible within a factor of two of what a walk finds, less for more distance', () => {
    const crowd = drawCrowd(testModel(), shapes(), rule());
    const found = walkOf({ identities: 5000, balance: 'drawn', minimumDistance: 14 }).count;
    const estimate = estimateCapacity(crowd, shapes(), 14, 'drawn');
    expect(estimate).toBeGreaterThan(found / 2);
    expect(estimate).toBeLessThan(found * 2);
    expect(estimateCapacity(crowd, shapes(), 15, 'drawn')).toBeLessThan(estimate);
    expect(estimateCapacity(crowd, shapes(), 0, 'exact')).toBe(MOST_ESTIMATED);
  });
});
