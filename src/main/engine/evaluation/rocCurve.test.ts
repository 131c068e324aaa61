import { Rng } from '@shared/lib/rng';
import { describe, expect, it } from 'vitest';
import { equalErrorRate } from './equalErrorRate';
import { rocPoints, rocStairs } from './rocCurve';

describe('rocStairs', () => {
  it('moves tied scores together', () => {
    const stairs = rocStairs({ genuine: Float64Array.of(0.2, 0.5), impostor: Float64Array.of(0.2, 0.2) });
    expect([...stairs.far]).toEqual([0, 0, 1]);
    expect([...stairs.tar]).toEqual([0, 0.5, 1]);
  });
});

describe('rocPoints', () => {
  it('keeps at most the limit, both ends, and rising rates', () => {
    const rng = new Rng(3);
    const draw = (mean: number): Float64Array => Float64Array.from({ length: 5000 }, () => mean + rng.normal()).sort();
    const stairs = rocStairs({ genuine: draw(2), impostor: draw(0) });
    const points = rocPoints(stairs);
    expect(points.length).toBeLessThanOrEqual(400);
    expect(points[0]).toMatchObject({ far: 0, tar: 0 });
    expect(points.at(-1)).toMatchObject({ far: 1, tar: 1 });
    for (let i = 1; i < points.length; i++) {
      expect(points[i].far).toBeGreaterThanOrEqual(points[i - 1].far);
      expect(points[i].tar).toBeGreaterThanOrEqual(points[i - 1].tar);
    }
    // Two unit normals two deviations apart cross at one deviation: EER = 15.87 %.
    expect(equalErrorRate(stairs).value).toBeCloseTo(0.1587, 2);
  });
});
