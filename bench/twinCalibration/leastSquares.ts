import { cholesky, forwardSubstitute } from '../../src/main/engine/fitting/cholesky';

/** Rows of numbers, one per example. */
export type Rows = readonly ArrayLike<number>[];

/**
 * Ridge regression: the weights W that minimise Σ |target − W · row|² + ridge · |W|².
 * @param ridge per column, so that a constant may go free @returns weights, one row per target
 */
export function ridgeRegression(rows: Rows, targets: Rows, ridge: (column: number) => number): Float64Array[] {
  const width = rows[0].length;
  const count = targets[0].length;
  const normal = new Float64Array(width * width);
  const right = new Float64Array(width * count);
  rows.forEach((row, r) => {
    for (let i = 0; i < width; i++) {
      const value = row[i];
      if (value === 0) continue;
      for (let j = 0; j <= i; j++) normal[i * width + j] += value * row[j];
      for (let t = 0; t < count; t++) right[i * count + t] += value * targets[r][t];
    }
  });
  for (let i = 0; i < width; i++) normal[i * width + i] += ridge(i);
  const lower = cholesky(normal, width);
  forwardSubstitute(lower, width, right, count);
  backSubstitute(lower, width, right, count);
  return Array.from({ length: count }, (_unused, t) =>
    Float64Array.from({ length: width }, (_value, i) => right[i * count + t]),
  );
}

function backSubstitute(lower: Float64Array, n: number, b: Float64Array, columns: number): void {
  for (let i = n - 1; i >= 0; i--) {
    for (let c = 0; c < columns; c++) b[i * columns + c] /= lower[i * n + i];
    for (let k = 0; k < i; k++)
      for (let c = 0; c < columns; c++) b[k * columns + c] -= lower[i * n + k] * b[i * columns + c];
  }
}

/** Largest eigenvectors of a symmetric positive matrix, each times the root of its eigenvalue, by power iteration and deflation. */
export function principalLoadings(matrix: Float64Array, n: number, count: number): Float64Array[] {
  const left = Float64Array.from(matrix);
  return Array.from({ length: count }, (_unused, k) => {
    let vector = Float64Array.from({ length: n }, (_value, i) => 1 + ((i * 7 + k * 3) % 11) / 11);
    let length = 0;
    for (let pass = 0; pass < 400; pass++) {
      const next = new Float64Array(n);
      for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) next[i] += left[i * n + j] * vector[j];
      length = Math.sqrt(next.reduce((sum, value) => sum + value * value, 0));
      vector = next.map((value) => value / length);
    }
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) left[i * n + j] -= length * vector[i] * vector[j];
    return vector.map((value) => value * Math.sqrt(length));
  });
}

/** Tables are kept to so many significant digits. */
export const rounded = (values: ArrayLike<number>, digits = 3): number[] =>
  Array.from(values, (value) => Number(value.toPrecision(digits)));

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

export function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((value, i) => {
    ab += (value - ma) * (b[i] - mb);
    aa += (value - ma) ** 2;
    bb += (b[i] - mb) ** 2;
  });
  return ab / Math.sqrt(aa * bb);
}
