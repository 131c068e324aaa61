import { describe, expect, it } from 'vitest';
import type { MapMethod } from '@shared/domain/maps';
import { Rng } from '@shared/lib/rng';
import { classicalMds } from './classicalMds';
import { layOut } from './layOut';
import type { Vectors } from './mapTypes';
import { nearestRows } from './nearestRows';

const GROUPS = 12;

/** Clouds around random directions, rows of length 1. */
function clouds(perGroup: number, size: number, spread: number): Vectors {
  const values = new Float32Array(GROUPS * perGroup * size);
  for (let i = 0; i < GROUPS * perGroup; i++) {
    const centre = new Rng(3, 1, i % GROUPS);
    const own = new Rng(3, 2, i);
    const row = Float64Array.from({ length: size }, () => centre.normal() + spread * own.normal());
    const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
    values.set(
      row.map((value) => value / length),
      i * size,
    );
  }
  return { count: GROUPS * perGroup, size, values };
}

const options = (method: MapMethod, change: { seed?: number; landmarks?: number } = {}) => ({
  method,
  seed: 1,
  neighbours: 10,
  landmarks: 5000,
  ...change,
});

/** Order of all other rows by a distance, nearest first. */
function ranked(count: number, row: number, distance: (a: number, b: number) => number): number[] {
  const others = Array.from({ length: count }, (_, i) => i).filter((i) => i !== row);
  return others.sort((a, b) => distance(row, a) - distance(row, b) || a - b);
}

/** Trustworthiness (Venna and Kaski 2001) by brute force: 1 when no stranger comes among the k nearest of the plane. */
function trustworthiness({ count, size, values }: Vectors, points: Float32Array, k: number): number {
  const far = (a: number, b: number): number => {
    let cosine = 0;
    for (let c = 0; c < size; c++) cosine += values[a * size + c] * values[b * size + c];
    return 1 - cosine;
  };
  const near = (a: number, b: number): number =>
    Math.hypot(points[a * 2] - points[b * 2], points[a * 2 + 1] - points[b * 2 + 1]);
  let penalty = 0;
  for (let i = 0; i < count; i++) {
    const rank = new Map(ranked(count, i, far).map((row, at) => [row, at + 1]));
    for (const row of ranked(count, i, near).slice(0, k)) penalty += Math.max(0, (rank.get(row) ?? 0) - k);
  }
  return 1 - (2 / (count * k * (2 * count - 3 * k - 1))) * penalty;
}

describe('layOut', () => {
  const vectors = clouds(20, 16, 0.4);

  it('keeps the neighbours of the faces, by UMAP more than by PCA', async () => {
    const umap = await layOut(vectors, options('umap'));
    const pca = await layOut(vectors, options('pca'));
    expect(umap.fitted).toBe(vectors.count);
    const [byUmap, byPca] = [umap, pca].map(({ points }) => trustworthiness(vectors, points, 8));
    expect(byUmap).toBeGreaterThan(0.93);
    expect(byUmap).toBeGreaterThan(byPca);
  });

  it.each(['umap', 'mds', 'pca'] as const)('gives equal points for an equal seed: %s', async (method) => {
    const [first, second] = [await layOut(vectors, options(method)), await layOut(vectors, options(method))];
    expect(second.points).toEqual(first.points);
    expect(Math.max(...first.points)).toBeLessThanOrEqual(1.000_001);
    expect(Math.min(...first.points)).toBeGreaterThanOrEqual(-1.000_001);
  });

  it('gives other points for another seed', async () => {
    const [first, second] = [
      await layOut(vectors, options('umap')),
      await layOut(vectors, options('umap', { seed: 2 })),
    ];
    expect(second.points).not.toEqual(first.points);
  });

  it('fits some and places the rest beside their like', async () => {
    const { points, fitted } = await layOut(vectors, options('umap', { landmarks: 120 }));
    expect(fitted).toBe(120);
    expect(trustworthiness(vectors, points, 8)).toBeGreaterThan(0.9);
  });

  it('stops when asked to', async () => {
    const signal = { aborted: false };
    const watch = { signal, progress: () => (signal.aborted = true) };
    await expect(layOut(vectors, options('umap'), watch)).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('lays out one, two and equal points without a fault', async () => {
    for (const count of [1, 2, 5]) {
      const same = { count, size: 4, values: new Float32Array(count * 4).fill(0.5) };
      for (const method of ['umap', 'mds', 'pca'] as const) {
        const { points } = await layOut(same, options(method));
        expect(points).toHaveLength(count * 2);
        expect(points.every(Number.isFinite)).toBe(true);
      }
    }
  });
});

describe('classicalMds', () => {
  it('finds a flat figure again from its distances, up to turning', () => {
    const figure = [0, 0, 4, 0, 4, 3, 0, 3, 1, 1];
    const n = 5;
    const at = (points: ArrayLike<number>, i: number, j: number): number =>
      Math.hypot(points[i * 2] - points[j * 2], points[i * 2 + 1] - points[j * 2 + 1]);
    const distances = Float64Array.from({ length: n * n }, (_, i) => at(figure, Math.floor(i / n), i % n));
    const found = classicalMds(distances, n);
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) expect(at(found, i, j)).toBeCloseTo(at(figure, i, j), 6);
  });
});

describe('nearestRows', () => {
  it('agrees with sorting all', async () => {
    const vectors = clouds(5, 7, 0.8);
    const { rows, distances } = await nearestRows(vectors, 6);
    for (let i = 0; i < vectors.count; i++) {
      const far = (a: number, b: number): number => {
        let sum = 0;
        for (let c = 0; c < 7; c++) sum += vectors.values[a * 7 + c] * vectors.values[b * 7 + c];
        return 1 - sum;
      };
      expect([...rows.slice(i * 6, i * 6 + 6)]).toEqual([i, ...ranked(vectors.count, i, far).slice(0, 5)]);
      expect(distances[i * 6 + 3]).toBeCloseTo(far(i, rows[i * 6 + 3]), 6);
    }
  });
});
