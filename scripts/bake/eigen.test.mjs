import { describe, expect, it } from 'vitest';
import { eigenSymmetric } from './eigen.mjs';
import { makeUniform } from './population.mjs';

describe('eigenSymmetric', () => {
  it('knows the pair of a 2 × 2 matrix', () => {
    const { values, vectors } = eigenSymmetric(Float64Array.of(2, 1, 1, 2), 2);
    expect([...values]).toEqual([expect.closeTo(3, 12), expect.closeTo(1, 12)]);
    expect(Math.abs(vectors[0])).toBeCloseTo(Math.SQRT1_2, 12);
    expect(vectors[0]).toBeCloseTo(vectors[1], 12);
  });

  it('gives back the matrix: A = Σ λ v vᵀ, with orthonormal v', () => {
    const size = 24;
    const uniform = makeUniform(5);
    const matrix = new Float64Array(size * size);
    for (let i = 0; i < size; i++)
      for (let j = 0; j <= i; j++) matrix[i * size + j] = matrix[j * size + i] = uniform() - 0.5;
    const { values, vectors } = eigenSymmetric(matrix, size);
    for (let i = 0; i < size; i++) {
      if (i > 0) expect(values[i]).toBeLessThanOrEqual(values[i - 1]);
      for (let j = 0; j < size; j++) {
        let back = 0;
        let dot = 0;
        for (let k = 0; k < size; k++) {
          back += values[k] * vectors[k * size + i] * vectors[k * size + j];
          dot += vectors[i * size + k] * vectors[j * size + k];
        }
        expect(back).toBeCloseTo(matrix[i * size + j], 10);
        expect(dot).toBeCloseTo(i === j ? 1 : 0, 10);
      }
    }
  });
});
