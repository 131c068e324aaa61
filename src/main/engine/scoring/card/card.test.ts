import { describe, expect, it } from 'vitest';
import { peopleOf } from '../relations/peopleOf';
import { randomTable } from '../relations/tables.testing';
import { drawPairs } from './drawPairs';
import { nearestRealOf } from './nearestReal';
import { planeOf } from './plane';
import { separabilityOf } from './separability';
import { varietyOf } from './variety';

/**
 * Eight people of five samples in six dimensions. What is expected was worked out with numpy from the same numbers: means, standard
 * deviations and ROC from all 80 + 700 products; EER by linear interpolation on the ROC; the plane from numpy.linalg.eigh of −½ J D² J.
 */
const table = randomTable(51, 8, () => 5, 6, 0.6);
const people = peopleOf(table, 'test');

describe('separability', () => {
  const found = separabilityOf(people, { seed: 1, replicates: 100 });

  it('is what numpy makes of all pairs', () => {
    expect(found).toMatchObject({ people: 8, genuineCount: 80, impostorCount: 700, isDrawn: false });
    expect(found?.eer.value).toBeCloseTo(0.18142857, 6);
    expect(found?.fdr.value).toBeCloseTo(1.5226168, 5);
    expect(found?.genuine.mean).toBeCloseTo(0.65924989, 6);
    expect(found?.genuine.std).toBeCloseTo(0.28556165, 6);
    expect(found?.impostor.std).toBeCloseTo(0.42698381, 6);
  });

  it('gives FNMR at 1 % as numpy does, and refuses 0.1 % on 700 impostor pairs', () => {
    const [one, tenth] = found?.tarAtFar ?? [];
    expect(one).toMatchObject({ status: 'measured' });
    expect(one.status === 'measured' && 1 - one.tar).toBeCloseTo(0.7375, 6);
    expect(tenth).toMatchObject({ status: 'not-measurable', impostorsNeeded: 1000, impostorCount: 700 });
  });

  it('has intervals around its values, and the same for an equal seed', () => {
    for (const { value, interval95 } of found === null ? [] : [found.eer, found.fdr]) {
      expect(interval95?.[0]).toBeLessThan(value);
      expect(interval95?.[1]).toBeGreaterThan(value);
    }
    expect(separabilityOf(people, { seed: 1, replicates: 100 })).toEqual(found);
  });

  it('is not said of one person, nor where everybody has one picture', () => {
    expect(
      separabilityOf(
        peopleOf(
          randomTable(1, 1, () => 5),
          'one',
        ),
        { seed: 1 },
      ),
    ).toBeNull();
    expect(
      separabilityOf(
        peopleOf(
          randomTable(1, 5, () => 1),
          'singles',
        ),
        { seed: 1 },
      ),
    ).toBeNull();
  });

  it('leaves mixed samples out', () => {
    const weight = Float32Array.from(table.weight, (one, row) => (row % 5 === 4 ? 0.85 : one));
    const pure = separabilityOf(peopleOf({ ...table, weight }, 'mixed'), { seed: 1, replicates: 0 });
    expect(pure).toMatchObject({ genuineCount: 8 * 6, impostorCount: 28 * 16 });
  });
});

describe('pairs', () => {
  it('are drawn by chance where there are too many, each kind as many as asked, none of a picture with itself', () => {
    const { pairs, isDrawn } = drawPairs(people, { genuine: 30, impostor: 200 }, 7);
    expect(isDrawn).toBe(true);
    expect(pairs.filter(({ genuine }) => genuine).length).toBe(30);
    expect(pairs.filter(({ genuine }) => !genuine).length).toBe(200);
    for (const { a, b, genuine } of pairs) {
      expect(a).not.toBe(b);
      expect(people.person[a] === people.person[b]).toBe(genuine);
    }
  });
});

describe('variety', () => {
  it('is what numpy makes of it', () => {
    const found = varietyOf(people, 0.6, 1);
    expect(found.uniquePeople).toBe(6);
    expect(found.uniqueness).toBeCloseTo(0.75, 9);
    expect(found.consistency).toBeCloseTo(0.825, 9);
    expect(found.intraDistance).toBeCloseTo(0.15211386, 6);
    expect(found.spread).toBeCloseTo(0.28556165, 6);
    expect([0.5, 0.4].map((threshold) => varietyOf(people, threshold, 1).uniquePeople)).toEqual([5, 4]);
  });

  it('of nobody is not said', () => {
    const nobody = varietyOf(
      peopleOf(
        randomTable(1, 0, () => 1),
        'nobody',
      ),
      0.6,
      1,
    );
    expect(nobody).toMatchObject({ uniqueness: null, consistency: null, intraDistance: null, spread: null });
  });
});

describe('the plane', () => {
  it('has the distances that numpy finds', () => {
    const { points, kept } = planeOf(people.rows);
    const apart = (i: number, j: number): number =>
      Math.hypot(points[2 * i] - points[2 * j], points[2 * i + 1] - points[2 * j + 1]);
    expect(kept).toBeCloseTo(0.95193345, 5);
    expect(apart(0, 7)).toBeCloseTo(0.61939337, 5);
    expect(apart(0, 39)).toBeCloseTo(0.6134064, 5);
  });
});

describe('likeness to real people', () => {
  it('takes nearest ranks, and calls too alike only what chance does not bring strangers to', () => {
    const own = [0.2, 0.5, Number.NaN, 0.81, 0.95];
    const strangers = Array.from({ length: 100 }, (_, i) => i / 100);
    const found = nearestRealOf(['volunteers'], own, strangers, 0.8);
    expect(found).toMatchObject({ samples: 4, median: 0.5, p99: 0.95, max: 0.95, tooAlikeFrom: 0.98, tooAlike: 0 });
    expect(nearestRealOf(['volunteers'], own, [0.1, 0.2], 0.8)).toMatchObject({ tooAlikeFrom: 0.8, tooAlike: 2 });
    expect(nearestRealOf([], own, [], 0.8)).toMatchObject({ realStrangers: null, tooAlikeFrom: 0.8 });
    expect(nearestRealOf([], [Number.NaN], [], 0.8)).toBeNull();
  });
});
