import { describe, expect, it } from 'vitest';
import { gridLayout, lineOf, movedPosition } from './gridLayout';

// Identities 0, 0, 0, 1, 2, 2, 2, 2 in a grid of three columns.
const identities = Int32Array.from([0, 0, 0, 1, 2, 2, 2, 2]);
const order = Uint32Array.from([0, 1, 2, 3, 4, 5, 6, 7]);

describe('gridLayout', () => {
  it('begins a line with each identity when grouped', () => {
    const layout = gridLayout(order, identities, 3);
    expect([...layout.lineStart]).toEqual([0, 3, 4, 7, 8]);
    expect([...layout.beginsIdentity]).toEqual([1, 1, 1, 0]);
  });

  it('fills lines when flat', () => {
    const layout = gridLayout(order, null, 3);
    expect([...layout.lineStart]).toEqual([0, 3, 6, 8]);
    expect([...layout.beginsIdentity]).toEqual([0, 0, 0]);
  });

  it('finds the line of every position', () => {
    const layout = gridLayout(order, identities, 3);
    expect([...order].map((position) => lineOf(layout, position))).toEqual([0, 0, 0, 1, 2, 2, 2, 3]);
  });

  it('has no lines for nothing', () => {
    expect(gridLayout(new Uint32Array(), identities, 3).lineCount).toBe(0);
  });

  it('moves by arrows, keeping the column as far as a line reaches', () => {
    const layout = gridLayout(order, identities, 3);
    expect(movedPosition(layout, 2, 'down', 2)).toBe(3);
    expect(movedPosition(layout, 3, 'down', 2)).toBe(4);
    expect(movedPosition(layout, 6, 'up', 2)).toBe(3);
    expect(movedPosition(layout, 0, 'up', 2)).toBe(0);
    expect(movedPosition(layout, 7, 'right', 2)).toBe(7);
    expect(movedPosition(layout, 1, 'lineEnd', 2)).toBe(2);
    expect(movedPosition(layout, 1, 'last', 2)).toBe(7);
    expect(movedPosition(layout, 7, 'pageUp', 2)).toBe(3);
  });
});
