/**
 * Factor L of a symmetric positive definite matrix A = L·Lᵀ, row by row; only the lower triangle of A is read.
 * @param matrix n × n @throws RangeError when the matrix is not positive definite
 */
export function cholesky(matrix: Float64Array, n: number): Float64Array {
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j];
      for (let k = 0; k < j; k++) sum -= lower[i * n + k] * lower[j * n + k];
      if (i !== j) lower[i * n + j] = sum / lower[j * n + j];
      else if (sum > 0) lower[i * n + i] = Math.sqrt(sum);
      else throw new RangeError('the matrix is not positive definite');
    }
  }
  return lower;
}

/** L⁻¹·b in place. @param columns numbers per row of b */
export function forwardSubstitute(lower: Float64Array, n: number, b: Float64Array, columns: number): void {
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) {
      const factor = lower[i * n + k];
      if (factor !== 0) for (let c = 0; c < columns; c++) b[i * columns + c] -= factor * b[k * columns + c];
    }
    const scale = 1 / lower[i * n + i];
    for (let c = 0; c < columns; c++) b[i * columns + c] *= scale;
  }
}

/** Solves A·x = b for a symmetric positive definite A; b becomes x. @throws RangeError as `cholesky` */
export function solvePositive(matrix: Float64Array, n: number, b: Float64Array): void {
  const lower = cholesky(matrix, n);
  forwardSubstitute(lower, n, b, 1);
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) b[i] -= lower[k * n + i] * b[k];
    b[i] /= lower[i * n + i];
  }
}
