import { describe, expect, it } from 'vitest';
import { gridLayout } from './gridLayout';
import { gridShape } from './gridShape';
import { keptTop, positionAt, topOf } from './gridPlaces';
import type { DrawnGrid } from './gridPlaces';

const ROWS = 1000;
const EVERY = Uint32Array.from({ length: ROWS }, (_unused, row) => row);

function drawn(order: Uint32Array, zoom: number, layout: 'flat' | 'sheet' = 'flat'): DrawnGrid {
  const shape = gridShape(layout, 600, zoom, 10);
  const identities = layout === 'flat' ? null : Int32Array.from(EVERY, (row) => Math.floor(row / 10));
  return { order, shape, layout: gridLayout(order, identities, shape.columns) };
}

describe('keptTop', () => {
  const view = { top: 2000, height: 400 };

  it('keeps what lies under the pointer there when the tiles grow', () => {
    const before = drawn(EVERY, 1);
    const after = drawn(EVERY, 3);
    const pointer = { x: 300, y: 170 };
    const top = keptTop(before, after, view, 0, pointer, ROWS);
    const was = positionAt(before, pointer.x, view.top + pointer.y);
    const line = Math.floor(was / after.shape.columns);
    expect(top + pointer.y).toBeGreaterThanOrEqual(topOf(after, line));
    expect(top + pointer.y).toBeLessThan(topOf(after, line) + after.shape.linePx);
  });

  it('keeps the focused sample at its height when others are filtered out', () => {
    const before = drawn(EVERY, 1);
    const focusedRow = positionAt(before, 100, view.top + 200);
    const even = EVERY.filter((row) => row % 2 === 0 || row === focusedRow);
    const after = drawn(even, 1);
    const focus = even.indexOf(focusedRow);
    const top = keptTop(before, after, view, focus, null, ROWS);
    const height = (grid: DrawnGrid, position: number, at: number): number =>
      topOf(grid, Math.floor(position / grid.shape.columns)) - at;
    expect(height(after, focus, top)).toBe(height(before, focusedRow, view.top));
  });

  it('keeps the first one in sight when the focus is far away, or the next that is left', () => {
    const before = drawn(EVERY, 1);
    const first = positionAt(before, 12, view.top);
    const left = EVERY.filter((row) => row !== first);
    const after = drawn(left, 1);
    const top = keptTop(before, after, view, 0, null, ROWS);
    expect(left[positionAt(after, 12, top + before.shape.linePx / 2)]).toBeGreaterThanOrEqual(first - 8);
    expect(Math.abs(top - view.top)).toBeLessThanOrEqual(before.shape.linePx);
  });

  it('stays at the very top', () => {
    expect(keptTop(drawn(EVERY, 1), drawn(EVERY, 2), { top: 0, height: 400 }, 900, null, ROWS)).toBe(0);
  });
});

describe('positionAt', () => {
  it('finds the tile under a place, in its slot on a sheet', () => {
    const sheet = drawn(EVERY, 0, 'sheet');
    expect(sheet.shape.slots).toBe(2);
    const { slotPx, labelPx, linePx } = sheet.shape;
    // Second slot of the second row: identity 3, its third sample.
    expect(positionAt(sheet, 12 + slotPx + labelPx + 2.5 * 21, 12 + 1.5 * linePx)).toBe(32);
  });
});
