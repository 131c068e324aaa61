import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { extent, linearScale, logScale, niceTicks, thin } from './chartScale';

describe('chart scales', () => {
  it('maps ends to ends and back', () => {
    const scale = linearScale([2, 6], [40, 240]);
    expect([scale.toPx(2), scale.toPx(6), scale.toValue(140)]).toEqual([40, 240, 4]);
  });

  it('does not divide by zero for one single value', () => {
    expect(linearScale([3, 3], [0, 100]).toPx(3)).toBe(0);
  });

  it('has ticks of 1, 2 or 5 times a power of ten, inside the domain', () => {
    expect(niceTicks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(niceTicks(3.2, 14.9, 4)).toEqual([5, 10]);
    fc.assert(
      fc.property(
        fc.double({ min: -1e3, max: 1e3, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        (low, span) => {
          const ticks = niceTicks(low, low + span, 5);
          expect(ticks.length).toBeLessThanOrEqual(12);
          for (const tick of ticks) {
            expect(tick).toBeGreaterThanOrEqual(low - span * 1e-6);
            expect(tick).toBeLessThanOrEqual(low + span * (1 + 1e-6));
          }
        },
      ),
    );
  });

  it('draws false accept rates by decades and keeps zero at the edge', () => {
    const scale = logScale([1e-4, 1], [0, 400]);
    expect(scale.ticks.map((tick) => Math.round(scale.toPx(tick)))).toEqual([0, 100, 200, 300, 400]);
    expect(scale.toPx(0)).toBe(0);
  });

  it('skips what is no number', () => {
    expect(extent([NaN, 3, Infinity, -1])).toEqual([-1, 3]);
    expect(extent([NaN])).toBeNull();
  });

  it('keeps spikes when it thins', () => {
    const points = Array.from({ length: 10_000 }, (_unused, x) => ({ x, y: x === 7_777 ? 100 : 0 }));
    const kept = thin(points, 100);
    expect(kept.length).toBeLessThanOrEqual(400);
    expect(kept.some(({ y }) => y === 100)).toBe(true);
    expect(kept.map(({ x }) => x)).toEqual([...kept.map(({ x }) => x)].sort((a, b) => a - b));
  });
});
