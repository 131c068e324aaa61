import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { afterScroll, physicalOf, revealed, scrollSpace, settledTop, virtualOf } from './scrollSpace';

const tall = scrollSpace(24_000_000, 800, 8_000_000);

describe('scrollSpace', () => {
  it('leaves a list that fits alone', () => {
    const space = scrollSpace(50_000, 800);
    expect(space.physicalPx).toBe(50_000);
    expect(afterScroll(space, { physicalTop: 0, virtualTop: 0 }, 1234)).toEqual({
      physicalTop: 1234,
      virtualTop: 1234,
    });
    expect(settledTop(space, { physicalTop: 1234, virtualTop: 1234 })).toBeNull();
  });

  it('meets both ends of a list that is taller than a box may be', () => {
    expect(virtualOf(tall, 0)).toBe(0);
    expect(virtualOf(tall, 8_000_000 - 800)).toBe(24_000_000 - 800);
    expect(afterScroll(tall, { physicalTop: 5, virtualTop: 5 }, 8_000_000 - 800).virtualTop).toBe(24_000_000 - 800);
  });

  it('inverts itself', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 8_000_000 - 800, noNaN: true }), (top) => {
        expect(physicalOf(tall, virtualOf(tall, top))).toBeCloseTo(top, 4);
      }),
    );
  });

  it('moves pixel by pixel for a wheel step and in proportion for a jump', () => {
    const before = { physicalTop: 4_000_000, virtualTop: virtualOf(tall, 4_000_000) };
    expect(afterScroll(tall, before, 4_000_120).virtualTop).toBe(before.virtualTop + 120);
    expect(afterScroll(tall, before, 6_000_000).virtualTop).toBeCloseTo(virtualOf(tall, 6_000_000), 6);
  });

  it('puts the scroll bar back after pixel steps, so that the end stays in reach', () => {
    let position = { physicalTop: 0, virtualTop: 0 };
    for (let step = 1; step <= 1000; step++) position = afterScroll(tall, position, position.physicalTop + 300);
    expect(position.virtualTop).toBe(300_000);
    const proper = settledTop(tall, position);
    expect(proper).toBeCloseTo(100_000, -2);
  });

  it('moves no further than it must to show a line', () => {
    const space = scrollSpace(10_000, 500);
    expect(revealed(space, 1000, 1200, 100)).toBe(1000);
    expect(revealed(space, 1000, 900, 100)).toBe(900);
    expect(revealed(space, 1000, 1450, 100)).toBe(1050);
  });
});
