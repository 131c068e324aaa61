import { describe, expect, it } from 'vitest';
import { drawOrder, nextPart, slicesOf, thinned } from './drawOrder';
import { FrameBudget } from './frameBudget';

const isReal = (row: number): boolean => row % 5 === 0;

describe('drawOrder', () => {
  it('holds each row once, real ones last, the same each time', () => {
    const { rowAt, realFrom } = drawOrder(1000, isReal);
    expect([...rowAt].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, row) => row));
    expect(realFrom).toBe(800);
    for (const [place, row] of rowAt.entries()) expect(isReal(row)).toBe(place >= 800);
    expect(drawOrder(1000, isReal).rowAt).toEqual(rowAt);
  });

  it('begins with a fair sample of all rows', () => {
    const { rowAt } = drawOrder(100_000, () => false);
    const tenths = new Array<number>(10).fill(0);
    for (const row of rowAt.subarray(0, 10_000)) tenths[Math.floor(row / 10_000)]++;
    // 1,000 each, give or take five standard deviations.
    for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});

describe('slices of a picture', () => {
  const order = drawOrder(100, isReal);

  it('draw the selected over the others and the real over the synthetic', () => {
    expect(slicesOf(order, 0, 0).map(({ what, start, count }) => [what, start, count])).toEqual([
      ['all', 0, 80],
      ['all', 80, 20],
    ]);
    expect(slicesOf(order, 7, 7).map(({ what, start, count }) => [what, start, count])).toEqual([
      ['unselected', 0, 80],
      ['unselected', 80, 20],
      ['selected', 0, 7],
    ]);
  });

  it('are thinned by one share, and never to nothing', () => {
    const thin = thinned(slicesOf(order, 2, 1), 20);
    expect(thin.map(({ count }) => count)).toEqual([16, 4, 1, 1]);
    expect(thinned(slicesOf(order, 0, 0), 1000)).toEqual(slicesOf(order, 0, 0));
  });

  it('cover everything once when drawn in parts', () => {
    const slices = slicesOf(order, 9, 4);
    const drawn: string[] = [];
    let parts = 0;
    for (let from = 0; ; from += 13, parts++) {
      const next = nextPart(slices, from, 13);
      if (next.length === 0) break;
      for (const { what, start, count } of next)
        for (let i = start; i < start + count; i++) drawn.push(`${what === 'selected' ? 's' : 'u'}${i}`);
    }
    expect(parts).toBe(Math.ceil(109 / 13));
    expect(drawn).toEqual([
      ...Array.from({ length: 100 }, (_, i) => `u${i}`),
      ...Array.from({ length: 9 }, (_, i) => `s${i}`),
    ]);
  });
});

describe('FrameBudget', () => {
  const after = (budget: FrameBudget, frames: number, ms: number): number => {
    for (let i = 0; i <= frames; i++) budget.frame(i * ms);
    return budget.points;
  };

  it('falls where frames are slow, to a floor, and grows where they are fast', () => {
    const start = new FrameBudget().points;
    expect(after(new FrameBudget(), 3, 100)).toBeLessThan(start / 2);
    expect(after(new FrameBudget(), 50, 100)).toBe(10_000);
    expect(after(new FrameBudget(), 60, 16.7)).toBeGreaterThan(start * 10);
    expect(after(new FrameBudget(), 60, 28)).toBe(start);
  });

  it('takes a rest for no slow frame', () => {
    const budget = new FrameBudget();
    budget.frame(0);
    budget.rest();
    budget.frame(500);
    expect(budget.points).toBe(new FrameBudget().points);
  });
});
