import { describe, expect, it } from 'vitest';
import { philox4x32 } from './philox';
import { Rng } from './rng';

/** Known-answer vectors for philox4x32-10 published with Random123 (kat_vectors). */
const KNOWN: readonly [readonly [number, number, number, number], readonly [number, number], readonly number[]][] = [
  [
    [0, 0, 0, 0],
    [0, 0],
    [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  ],
  [
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  ],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  ],
];

describe('philox4x32', () => {
  it.each(KNOWN)('answers the published vector for counter %j', (counter, key, expected) => {
    const out = new Uint32Array(4);
    philox4x32(counter, key, out);
    expect([...out]).toEqual(expected);
  });
});

describe('Rng', () => {
  it('gives a stream that depends on its name only', () => {
    const first = new Rng(7, 1, 2, 3);
    const again = new Rng(7, 1, 2, 3);
    const other = new Rng(7, 1, 2, 4);
    const values = Array.from({ length: 9 }, () => first.uint32());
    expect(Array.from({ length: 9 }, () => again.uint32())).toEqual(values);
    expect(Array.from({ length: 9 }, () => other.uint32())).not.toEqual(values);
  });

  it('has mean 0 and variance 1 for normal draws', () => {
    const rng = new Rng(1);
    const draws = Array.from({ length: 20_000 }, () => rng.normal());
    const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
    const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
  });

  it('refuses a seed that it could not tell from another', () => {
    expect(() => new Rng(-1)).toThrow(RangeError);
    expect(() => new Rng(2 ** 53)).toThrow(RangeError);
  });
});
