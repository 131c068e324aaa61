import { Rng } from '@shared/lib/rng';
import type { MapMethod } from '@shared/domain/maps';
import { angles, classicalMds } from './classicalMds';
import type { LayoutWatch, Vectors } from './mapTypes';
import { placeAmong } from './placeAmong';
import { principalPlane } from './principalPlane';
import { umapLayout } from './umapLayout';

const LANDMARK_PURPOSE = 0x6c6d726b;
/** UMAP needs some points to have neighbours at all. */
const LEAST_FOR_UMAP = 4;

export interface LayoutOptions {
  readonly method: MapMethod;
  readonly seed: number;
  readonly neighbours: number;
  /** UMAP: fitted on at most this many. */
  readonly landmarks: number;
}

export interface Layout {
  /** `[count,2]`, inside the square from −1 to 1, proportions kept. */
  readonly points: Float32Array;
  /** Rows that the method itself laid out. */
  readonly fitted: number;
}

/** Lays rows out in a plane. @throws Failure cancelled */
export async function layOut(vectors: Vectors, options: LayoutOptions, watch: LayoutWatch = {}): Promise<Layout> {
  const { count } = vectors;
  if (options.method === 'mds')
    return { points: fitted(Float32Array.from(classicalMds(angles(vectors), count))), fitted: count };
  if (options.method === 'pca' || count < LEAST_FOR_UMAP)
    return { points: fitted(await principalPlane(vectors, watch)), fitted: count };
  if (count <= options.landmarks) return { points: fitted(await umapLayout(vectors, options, watch)), fitted: count };
  return umapByLandmarks(vectors, options, watch);
}

async function umapByLandmarks(vectors: Vectors, options: LayoutOptions, watch: LayoutWatch): Promise<Layout> {
  const { count } = vectors;
  const isLandmark = new Uint8Array(count);
  const landmarks = drawn(count, options.landmarks, options.seed);
  for (const row of landmarks) isLandmark[row] = 1;
  const rest = Int32Array.from({ length: count - landmarks.length });
  for (let row = 0, next = 0; row < count; row++) if (isLandmark[row] === 0) rest[next++] = row;
  const known = rowsOf(vectors, landmarks);
  const places = await umapLayout(known, options, watch);
  const placed = await placeAmong(rowsOf(vectors, rest), known, places, watch);
  const points = new Float32Array(count * 2);
  landmarks.forEach((row, i) => points.set(places.subarray(i * 2, i * 2 + 2), row * 2));
  rest.forEach((row, i) => points.set(placed.subarray(i * 2, i * 2 + 2), row * 2));
  return { points: fitted(points), fitted: landmarks.length };
}

/** `wanted` different numbers below `count`, ascending, each as likely as any other (selection sampling, Knuth 3.4.2 S). */
function drawn(count: number, wanted: number, seed: number): Int32Array {
  const rng = new Rng(seed, LANDMARK_PURPOSE);
  const rows = new Int32Array(wanted);
  for (let row = 0, held = 0; held < wanted; row++)
    if (rng.uniform() * (count - row) < wanted - held) rows[held++] = row;
  return rows;
}

function rowsOf({ size, values }: Vectors, rows: Int32Array): Vectors {
  const some = new Float32Array(rows.length * size);
  rows.forEach((row, i) => some.set(values.subarray(row * size, row * size + size), i * size));
  return { count: rows.length, size, values: some };
}

/** Moves and scales the points into the square from −1 to 1. */
function fitted(points: Float32Array): Float32Array {
  const low = [Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  for (let i = 0; i < points.length; i++) {
    low[i & 1] = Math.min(low[i & 1], points[i]);
    high[i & 1] = Math.max(high[i & 1], points[i]);
  }
  const half = Math.max(high[0] - low[0], high[1] - low[1]) / 2 || 1;
  return points.map((value, i) => (value - (low[i & 1] + high[i & 1]) / 2) / half);
}
