import { describe, expect, it } from 'vitest';
import { rowOf } from '../library.testing';
import { isFileSound, isStreamSound } from '../coefficients/arrowGuard';
import { decodeColumns, encodeColumns } from './arrowColumns';
import { checkColumns } from './checkColumns';
import { columnsOf, rowsOf } from './sampleColumns';

const ROWS = 12;
const request = { identities: 3, samples: 4 };
const rows = Array.from({ length: ROWS }, (_, i) => ({
  ...rowOf(Math.floor(i / 4), i % 4, request).row,
  numbers: { yawDeg: i, ageYears: 30 + i },
}));
const FORMS = ['file', 'stream'] as const;

describe.each(FORMS)('a sample table as a %s', (form) => {
  const good = Buffer.from(encodeColumns(columnsOf(rows), form));

  it('is sound as it was written, and comes back', () => {
    expect((form === 'file' ? isFileSound : isStreamSound)(good)).toBe(true);
    const parts = decodeColumns(good);
    expect(typeof parts === 'string' ? parts : parts.flatMap(rowsOf)).toEqual(rows);
  });

  it('without rows is sound too', () => {
    const empty = encodeColumns(columnsOf([]), form);
    const parts = decodeColumns(empty);
    expect(typeof parts === 'string' ? parts : parts.flatMap(rowsOf)).toEqual([]);
  });

  it('cut off anywhere is refused', () => {
    for (let length = 0; length < good.length; length += 13) {
      const outcome = decodeColumns(good.subarray(0, length));
      // A stream may end between two messages: then it has fewer rows, and none that are not there.
      const count = typeof outcome === 'string' ? 0 : outcome.reduce((sum, part) => sum + part.count, 0);
      if (form === 'file') expect(outcome).toBeTypeOf('string');
      else expect(count === 0 || length > good.length - 16).toBe(true);
    }
  });

  it('with any bit changed is refused or has as many rows as it has places for', () => {
    let refused = 0;
    const bits = good.length * 8;
    for (let i = 0; i < 1500; i++) {
      const bytes = Buffer.from(good);
      const bit = (i * 7919) % bits;
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const outcome = decodeColumns(bytes);
      if (typeof outcome === 'string') {
        refused++;
        continue;
      }
      for (const part of outcome) {
        expect(part.count).toBeLessThanOrEqual(8 * good.length);
        expect(part.identityName.names.length).toBeLessThanOrEqual(8 * good.length);
        if (checkColumns(part) === null) expect(() => rowsOf(part)).not.toThrow();
      }
    }
    expect(refused).toBeGreaterThan(100);
  });

  it('that claims two thousand million rows or names is refused before anything is made of them', () => {
    const claims = positionsOf(good, ROWS);
    expect(claims.length).toBeGreaterThan(0);
    for (const at of claims) {
      const bytes = Buffer.from(good);
      bytes.writeInt32LE(0x7fffffff, at);
      const outcome = decodeColumns(bytes);
      if (typeof outcome === 'string') continue;
      for (const part of outcome) expect(part.count).toBeLessThanOrEqual(8 * good.length);
    }
  });
});

/** Where a 64-bit number stands in the bytes, on places divisible by 4. */
function positionsOf(bytes: Buffer, wanted: number): number[] {
  const found: number[] = [];
  for (let at = 0; at + 8 <= bytes.length; at += 4) {
    if (bytes.readInt32LE(at) === wanted && bytes.readInt32LE(at + 4) === 0) found.push(at);
  }
  return found;
}
