import { describe, expect, it } from 'vitest';
import { Rng } from '@shared/lib/rng';
import { cosinesTo, nearestAmong, readEmbeddings } from './embeddings';

const SIZE = 7;

function file(rows: readonly (readonly number[])[]): ArrayBuffer {
  const bytes = new ArrayBuffer(8 + rows.length * SIZE);
  new DataView(bytes).setUint32(0, rows.length, true);
  new DataView(bytes).setUint32(4, SIZE, true);
  new Int8Array(bytes, 8).set(rows.flat());
  return bytes;
}

describe('embeddings', () => {
  const rng = new Rng(3);
  const rows = Array.from({ length: 40 }, () => Array.from({ length: SIZE }, () => rng.below(255) - 127));
  rows[5] = Array.from({ length: SIZE }, () => 0);
  const embeddings = readEmbeddings(file(rows), rows.length);

  it('gives the cosine of the quantised vectors, and none where a face was not scored', () => {
    const target = rows[3] ?? [];
    const length = (values: readonly number[]): number => Math.hypot(...values);
    cosinesTo(embeddings, 3).forEach((cosine, row) => {
      const own = rows[row] ?? [];
      const sum = own.reduce((total, value, at) => total + value * (target[at] ?? 0), 0);
      if (row === 5) expect(cosine).toBeNaN();
      else expect(cosine).toBeCloseTo(sum / length(own) / length(target), 6);
    });
    expect(cosinesTo(embeddings, 5).every(Number.isNaN)).toBe(true);
  });

  it('finds the nearest among some rows, never itself', () => {
    const cosines = cosinesTo(embeddings, 3);
    const candidates = [2, 3, 5, 8, 13];
    const nearest = nearestAmong(embeddings, 3, candidates);
    expect(nearest?.cosine).toBeCloseTo(Math.max(...[2, 8, 13].map((row) => cosines[row] ?? NaN)), 6);
    expect(nearestAmong(embeddings, 3, [3, 5])).toBeNull();
  });

  it('refuses what ends early, is too long or belongs to another table', () => {
    expect(() => readEmbeddings(new ArrayBuffer(5), 1)).toThrow(/cannot be used/);
    expect(() => readEmbeddings(file(rows).slice(0, -1), rows.length)).toThrow(/cannot be used/);
    expect(() => readEmbeddings(file(rows), rows.length + 1)).toThrow(
      expect.objectContaining({ place: 'it has 40 rows, the sample table 41' }),
    );
  });
});
