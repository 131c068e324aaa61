import { describe, expect, it } from 'vitest';
import { decodeScores, encodeScores } from './scoreColumns';
import type { ScoreRows } from './scoreTypes';

const ROWS = 9;
const scores: ScoreRows = {
  identityIndex: Int32Array.from({ length: ROWS }, (_, i) => Math.floor(i / 3)),
  sampleIndex: Int32Array.from({ length: ROWS }, (_, i) => i % 3),
  reals: new Map([
    ['image.sharpness', Float32Array.from({ length: ROWS }, (_, i) => (i === 4 ? Number.NaN : i * 10))],
    ['face.score', new Float32Array(ROWS).fill(0.5)],
  ]),
  integers: new Map([['i.hashHigh', Int32Array.from({ length: ROWS }, (_, i) => i - 5)]]),
  embeddings: { size: 3, values: Float32Array.from({ length: ROWS * 3 }, (_, i) => Math.fround(i / 27)) },
};
/** Names sorted, as they are written. */
const sorted = (map: ReadonlyMap<string, unknown>): unknown[] => [...map].sort();
const rowsIn = (parts: ScoreRows[] | string): number =>
  typeof parts === 'string' ? 0 : parts.reduce((sum, { identityIndex }) => sum + identityIndex.length, 0);

describe.each(['file', 'stream'] as const)('a shard of scores as a %s', (form) => {
  const good = Buffer.from(encodeScores(scores, form));

  it('comes back, and is the same bytes whatever the order of the columns', () => {
    const [part] = decodeScores(good) as ScoreRows[];
    expect(part.identityIndex).toEqual(scores.identityIndex);
    expect(part.sampleIndex).toEqual(scores.sampleIndex);
    expect([...part.reals]).toEqual(sorted(scores.reals));
    expect([...part.integers]).toEqual(sorted(scores.integers));
    expect(part.embeddings).toEqual(scores.embeddings);
    const reversed = { ...scores, reals: new Map([...scores.reals].reverse()) };
    expect(Buffer.from(encodeScores(reversed, form)).equals(good)).toBe(true);
  });

  it('cut off anywhere has no more rows than it has bytes for', () => {
    for (let length = 0; length < good.length; length += 7) {
      const outcome = decodeScores(good.subarray(0, length));
      if (form === 'file') expect(outcome).toBeTypeOf('string');
      else expect(rowsIn(outcome) === 0 || length > good.length - 16).toBe(true);
    }
  });

  it('with any bit changed is refused, or is a table of as many rows as fit', () => {
    let refused = 0;
    for (let i = 0; i < 2000; i++) {
      const bytes = Buffer.from(good);
      const bit = (i * 7919) % (good.length * 8);
      bytes[bit >> 3] ^= 1 << (bit & 7);
      const outcome = decodeScores(bytes);
      if (typeof outcome === 'string') refused++;
      else expect(rowsIn(outcome)).toBeLessThanOrEqual(8 * good.length);
    }
    expect(refused).toBeGreaterThan(100);
  });
});

describe('what no scorer writes', () => {
  const decode = (change: Partial<ScoreRows>): unknown => decodeScores(encodeScores({ ...scores, ...change }, 'file'));

  it('is refused in words', () => {
    const nowhere = Int32Array.from({ length: ROWS }, () => 10_000);
    expect(decode({ sampleIndex: nowhere })).toBe('row 0 names no sample');
    expect(decode({ identityIndex: nowhere.map(() => -1) })).toBe('row 0 names no sample');
    const broken = { size: 3, values: new Float32Array(ROWS * 3).fill(Number.NaN) };
    expect(decode({ embeddings: broken })).toBe('an embedding is not a number');
    expect(decodeScores(Buffer.alloc(0))).toBeTypeOf('string');
    expect(decodeScores(Buffer.from('{"rows": 9}'))).toBeTypeOf('string');
  });

  it('columns of unequal length are our own fault', () => {
    expect(() => encodeScores({ ...scores, reals: new Map([['a', new Float32Array(2)]]) }, 'file')).toThrow(RangeError);
  });
});
