import { leadingAxes } from './leadingAxes';

/**
 * Classical multidimensional scaling (Torgerson 1952): points of the plane whose distances come near the given ones.
 * @param distances `[n,n]`, symmetric, zero on the diagonal. @returns `[n,2]`, centred, the wider axis first
 */
export function classicalMds(distances: Float64Array, n: number): Float64Array {
  const centred = doublyCentred(distances, n);
  // Angles are not quite Euclidean, so there are negative eigenvalues; they are small, and the plane is of the largest.
  const { values, vectors } = leadingAxes(centred, Math.min(2, n));
  const points = new Float64Array(n * 2);
  for (let k = 0; k < Math.min(2, n); k++) {
    const scale = Math.sqrt(Math.max(0, values[k]));
    for (let i = 0; i < n; i++) points[i * 2 + k] = vectors[k * n + i] * scale;
  }
  return points;
}

/** Angles in radians between rows of length 1, `[count,count]`: the distance that a cosine stands for. */
export function angles(vectors: {
  readonly count: number;
  readonly size: number;
  readonly values: Float32Array;
}): Float64Array {
  const { count, size, values } = vectors;
  const result = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      let cosine = 0;
      for (let c = 0; c < size; c++) cosine += values[i * size + c] * values[j * size + c];
      const angle = Math.acos(Math.min(1, Math.max(-1, cosine)));
      result[i * count + j] = angle;
      result[j * count + i] = angle;
    }
  }
  return result;
}

/** −½ J D² J. */
function doublyCentred(distances: Float64Array, n: number): Float64Array {
  const squares = distances.map((distance) => -0.5 * distance * distance);
  const means = new Float64Array(n);
  let all = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) means[i] += squares[i * n + j] / n;
    all += means[i] / n;
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) squares[i * n + j] += all - means[i] - means[j];
  return squares;
}
