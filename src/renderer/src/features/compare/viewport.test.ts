import { describe, expect, it } from 'vitest';
import { WHOLE, clamped, pannedBy, transformOf, zoomedAt } from './viewport';

describe('viewport', () => {
  it('keeps the point under the pointer where it is', () => {
    const at = { x: 0.7, y: 0.4 };
    const before = clamped({ zoom: 2, x: 0.5, y: 0.5 });
    const after = zoomedAt(before, 1.5, at);
    const point = (view: typeof before) => view.x + (at.x - 0.5) / view.zoom;
    expect(after.zoom).toBe(3);
    expect(point(after)).toBeCloseTo(point(before), 10);
  });

  it('never shows more than the picture', () => {
    expect(pannedBy(WHOLE, { x: 0.4, y: -3 })).toEqual(WHOLE);
    expect(zoomedAt({ zoom: 2, x: 0.25, y: 0.25 }, 0.1, { x: 0, y: 0 })).toEqual(WHOLE);
  });

  it('shows the whole picture without moving it', () => {
    expect(transformOf(WHOLE)).toBe('translate(0.000%, 0.000%) scale(1)');
  });
});
