import { describe, expect, it } from 'vitest';
import { survivor } from './survivor';

describe('survivor', () => {
  const before = Uint32Array.from([4, 2, 0, 3, 1]);
  it.each([
    ['the same sample, wherever it stands now', 1, [3, 2, 1], 1],
    ['the next one that is still there', 1, [1, 3], 1],
    ['the one before when none follows', 4, [4, 0], 1],
    ['the first when nothing is left', 2, [], 0],
  ])('leads to %s', (_what, position, after, expected) => {
    expect(survivor(before, position, Uint32Array.from(after), 5)).toBe(expected);
  });

  it('takes the position for the row where there was no order', () => {
    expect(survivor(new Uint32Array(), 3, Uint32Array.from([1, 3]), 5)).toBe(1);
    expect(survivor(new Uint32Array(), 2, Uint32Array.from([1, 3]), 5)).toBe(0);
  });
});
