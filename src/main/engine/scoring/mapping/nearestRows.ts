import { turn, type LayoutWatch, type Vectors } from './mapTypes';

export interface NearestRows {
  readonly k: number;
  /** `[count,k]`, nearest first. */
  readonly rows: Int32Array;
  /** `[count,k]`: 1 − cosine, from 0 to 2. */
  readonly distances: Float32Array;
}

const ROWS_PER_TURN = 256;

/**
 * The `k` nearest rows of every row, itself first at distance 0, by comparing all with all; of equals the lower row first.
 * @param k at most the number of rows
 */
export async function nearestRows(vectors: Vectors, k: number, watch: LayoutWatch = {}): Promise<NearestRows> {
  const { count } = vectors;
  const rows = new Int32Array(count * k);
  const distances = new Float32Array(count * k);
  const cosines = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    if (i % ROWS_PER_TURN === 0) {
      watch.progress?.('find neighbours', i, count, 'points');
      await turn(watch);
    }
    cosinesTo(vectors, i, cosines);
    cosines[i] = 2; // a row is nearest to itself, whatever its doubles and rounding say
    keepLargest(cosines, k, rows.subarray(i * k, i * k + k));
    for (let p = 1; p < k; p++) distances[i * k + p] = Math.max(0, 1 - cosines[rows[i * k + p]]);
  }
  return { k, rows, distances };
}

/** Four sums at once: the processor need not wait for one to be finished. */
function cosinesTo({ count, size, values }: Vectors, row: number, cosines: Float32Array): void {
  const from = row * size;
  const whole = size - (size % 4);
  for (let j = 0, at = 0; j < count; j++, at += size) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let i = 0;
    for (; i < whole; i += 4) {
      a += values[from + i] * values[at + i];
      b += values[from + i + 1] * values[at + i + 1];
      c += values[from + i + 2] * values[at + i + 2];
      d += values[from + i + 3] * values[at + i + 3];
    }
    for (; i < size; i++) a += values[from + i] * values[at + i];
    cosines[j] = a + b + (c + d);
  }
}

/** Insertion into a short sorted list: nearly every candidate fails the first comparison. */
function keepLargest(values: Float32Array, k: number, kept: Int32Array): void {
  let held = 0;
  for (let j = 0; j < values.length; j++) {
    const value = values[j];
    if (held === k && !(value > values[kept[k - 1]])) continue;
    let at = held < k ? held++ : k - 1;
    for (; at > 0 && value > values[kept[at - 1]]; at--) kept[at] = kept[at - 1];
    kept[at] = j;
  }
}
