import { Rng } from '@shared/lib/rng';
import { symmetricEigen } from '@shared/graphics/symmetricEigen';

const PURPOSE = 0x6d617061;
/** Axes that are followed beside the wanted ones: the wanted ones settle faster. */
const SPARE = 10;
const ROUNDS = 200;
const SETTLED = 1e-9;

export interface Axes {
  /** Largest first, `[wanted]`. */
  readonly values: Float64Array;
  /** `[wanted,n]`, rows of length 1; the largest component of each is positive, so that no sign is left to chance. */
  readonly vectors: Float64Array;
}

/**
 * The eigenvectors of the largest eigenvalues of a symmetric matrix whose largest in size are positive, by subspace iteration with Rayleigh–Ritz
 * (Golub and Van Loan, "Matrix Computations", section 8.2). @param matrix `[n,n]` row by row
 */
export function leadingAxes(matrix: Float64Array, wanted: number): Axes {
  const n = Math.round(Math.sqrt(matrix.length));
  const width = Math.min(n, wanted + SPARE);
  const rng = new Rng(0, PURPOSE, n);
  let basis: Float64Array = Float64Array.from({ length: width * n }, () => rng.normal());
  orthonormalise(basis, width, n);
  let before: Float64Array = new Float64Array(width);
  for (let round = 0; round < ROUNDS; round++) {
    const image = applied(matrix, basis, width, n);
    const small = symmetricEigen(gram(basis, image, width, n));
    basis = combined(small.vectors, image, width, n);
    orthonormalise(basis, width, n);
    const { values } = small;
    let change = 0;
    for (let k = 0; k < wanted; k++) change = Math.max(change, Math.abs(values[k] - before[k]));
    before = Float64Array.from(values);
    if (change <= SETTLED * Math.abs(values[0])) break;
  }
  const vectors = basis.slice(0, wanted * n);
  for (let k = 0; k < wanted; k++) settleSign(vectors.subarray(k * n, k * n + n));
  return { values: before.slice(0, wanted), vectors };
}

/** Turns an axis so that its largest component is positive. */
export function settleSign(axis: Float64Array): void {
  let largest = 0;
  for (const value of axis) if (Math.abs(value) > Math.abs(largest) * (1 + 1e-6)) largest = value;
  if (largest < 0) for (let i = 0; i < axis.length; i++) axis[i] = -axis[i];
}

function applied(matrix: Float64Array, basis: Float64Array, width: number, n: number): Float64Array {
  const image = new Float64Array(width * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < width; k++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += matrix[i * n + j] * basis[k * n + j];
      image[k * n + i] = sum;
    }
  }
  return image;
}

function gram(a: Float64Array, b: Float64Array, width: number, n: number): Float64Array {
  const products = new Float64Array(width * width);
  for (let p = 0; p < width; p++)
    for (let q = p; q < width; q++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += a[p * n + i] * b[q * n + i];
      products[p * width + q] = sum;
      products[q * width + p] = sum;
    }
  return products;
}

function combined(weights: Float64Array, rows: Float64Array, width: number, n: number): Float64Array {
  const result = new Float64Array(width * n);
  for (let p = 0; p < width; p++)
    for (let q = 0; q < width; q++) {
      const weight = weights[p * width + q];
      for (let i = 0; i < n; i++) result[p * n + i] += weight * rows[q * n + i];
    }
  return result;
}

/** Gram–Schmidt, twice for the sake of rounding; a row that vanishes stays zero. */
function orthonormalise(basis: Float64Array, width: number, n: number): void {
  for (let k = 0; k < width; k++) {
    const row = basis.subarray(k * n, k * n + n);
    for (let round = 0; round < 2; round++) {
      for (let q = 0; q < k; q++) {
        const other = basis.subarray(q * n, q * n + n);
        let along = 0;
        for (let i = 0; i < n; i++) along += row[i] * other[i];
        for (let i = 0; i < n; i++) row[i] -= along * other[i];
      }
      const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
      if (length < 1e-300) row.fill(0);
      else for (let i = 0; i < n; i++) row[i] /= length;
    }
  }
}
