import type { Embeddings, VerificationPair } from './verificationPair';

/**
 * Cosine of each pair in [-1, 1]; 0 where a vector is all zeros.
 * SynFace adds 1e-5 to the product of the lengths; `denominatorOffset` reproduces that.
 */
export function cosineScores(
  embeddings: Embeddings,
  pairs: readonly VerificationPair[],
  denominatorOffset = 0,
): Float64Array {
  const { data, rows, size } = embeddings;
  const lengths = new Float64Array(rows);
  for (let row = 0; row < rows; row++) lengths[row] = Math.sqrt(dot(data, row * size, row * size, size));
  return Float64Array.from(pairs, (pair) => {
    const product = lengths[pair.a] * lengths[pair.b] + denominatorOffset;
    return product === 0 ? 0 : dot(data, pair.a * size, pair.b * size, size) / product;
  });
}

/** Squared Euclidean distance in [0, 4] of the vectors scaled to unit length, as insightface computes it. */
export function squaredDistances(cosines: Float64Array): Float64Array {
  return cosines.map((cosine) => Math.max(0, 2 - 2 * cosine));
}

function dot(data: Float32Array, a: number, b: number, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += data[a + i] * data[b + i];
  return sum;
}
