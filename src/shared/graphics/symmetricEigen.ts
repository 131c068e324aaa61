/** Sweeps after which any symmetric matrix of a few hundred rows has settled; it takes about eight. */
const MAX_SWEEPS = 30;
const SETTLED = 1e-22;

export interface Eigen {
  /** Largest first. */
  readonly values: Float64Array;
  /** Row k belongs to value k; length 1. */
  readonly vectors: Float64Array;
}

/**
 * Eigenvalues and -vectors of a symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan, "Matrix Computations", section 8.5):
 * + − × ÷ √ only, so the same bits everywhere. @param matrix `[n,n]` row by row
 */
export function symmetricEigen(matrix: Float64Array): Eigen {
  const n = Math.round(Math.sqrt(matrix.length));
  const a = Float64Array.from(matrix);
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  for (let sweep = 0; sweep < MAX_SWEEPS && !isSettled(a, n); sweep++)
    for (let p = 0; p < n - 1; p++) for (let q = p + 1; q < n; q++) rotate(a, v, n, p, q);
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => a[j * n + j] - a[i * n + i] || i - j);
  const vectors = new Float64Array(n * n);
  order.forEach((from, to) => vectors.set(v.subarray(from * n, from * n + n), to * n));
  return { values: Float64Array.from(order, (i) => a[i * n + i]), vectors };
}

function isSettled(a: Float64Array, n: number): boolean {
  let off = 0;
  let diagonal = 0;
  for (let i = 0; i < n; i++) {
    diagonal += a[i * n + i] * a[i * n + i];
    for (let j = 0; j < i; j++) off += a[i * n + j] * a[i * n + j];
  }
  return off <= SETTLED * diagonal;
}

/** Turns the axes p and q until their off-diagonal element is 0. */
function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q];
  if (apq === 0) return;
  const theta = (a[q * n + q] - a[p * n + p]) / (2 * apq);
  const tangent = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (let k = 0; k < n; k++) {
    const left = a[k * n + p];
    const right = a[k * n + q];
    a[k * n + p] = cosine * left - sine * right;
    a[k * n + q] = sine * left + cosine * right;
  }
  for (let k = 0; k < n; k++) {
    turn(a, p * n + k, q * n + k, cosine, sine);
    turn(v, p * n + k, q * n + k, cosine, sine);
  }
}

function turn(x: Float64Array, i: number, j: number, cosine: number, sine: number): void {
  const first = x[i];
  const second = x[j];
  x[i] = cosine * first - sine * second;
  x[j] = sine * first + cosine * second;
}
