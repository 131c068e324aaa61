/**
 * Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan, Matrix Computations, 8.5).
 * @param {Float64Array} input size × size, row by row; not changed
 * @returns {{ values: Float64Array, vectors: Float64Array }} descending; vector k is row k
 */
export function eigenSymmetric(input, size) {
  const a = Float64Array.from(input);
  const v = new Float64Array(size * size);
  for (let i = 0; i < size; i++) v[i * size + i] = 1;
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i] * a[i];
  for (let sweep = 0; sweep < 30; sweep++) {
    let off = 0;
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) off += a[p * size + q] * a[p * size + q];
    if (off <= total * 1e-26) break;
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, v, size, p, q);
  }
  const order = Array.from({ length: size }, (_, i) => i).sort((x, y) => a[y * size + y] - a[x * size + x]);
  const values = Float64Array.from(order, (i) => a[i * size + i]);
  const vectors = new Float64Array(size * size);
  order.forEach((from, to) => vectors.set(v.subarray(from * size, from * size + size), to * size));
  return { values, vectors };
}

function rotate(a, v, size, p, q) {
  const off = a[p * size + q];
  if (off === 0) return;
  const theta = (a[q * size + q] - a[p * size + p]) / (2 * off);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  const rowP = p * size;
  const rowQ = q * size;
  for (let k = 0; k < size; k++) {
    const x = a[rowP + k];
    const y = a[rowQ + k];
    a[rowP + k] = c * x - s * y;
    a[rowQ + k] = s * x + c * y;
  }
  for (let k = 0, row = 0; k < size; k++, row += size) {
    const x = a[row + p];
    const y = a[row + q];
    a[row + p] = c * x - s * y;
    a[row + q] = s * x + c * y;
  }
  for (let k = 0; k < size; k++) {
    const x = v[rowP + k];
    const y = v[rowQ + k];
    v[rowP + k] = c * x - s * y;
    v[rowQ + k] = s * x + c * y;
  }
}
