import type { Rows } from './blockMaxima';

/** Rows of a `[count,size]` matrix. */
export interface Embedded extends Rows {
  readonly values: Float32Array;
}

export function embeddingRows(values: Float32Array, size: number): Embedded {
  return {
    values,
    size,
    count: values.length / size,
    write: (from, to, out) => out.set(values.subarray(from * size, to * size)),
  };
}

/** Product of row `i` of `a` with row `j` of `b`: the cosine where rows have length 1. */
export function product(a: Embedded, i: number, b: Embedded, j: number): number {
  const { size, values: left } = a;
  const right = b.values;
  let sum = 0;
  for (let k = 0, p = i * size, q = j * size; k < size; k++, p++, q++) sum += left[p] * right[q];
  return sum;
}

/** Rows `order[0]`, `order[1]` …; the values themselves where the order is already theirs. */
export function takeRows(values: Float32Array, size: number, order: Int32Array): Embedded {
  if (order.length * size === values.length && order.every((row, i) => row === i)) return embeddingRows(values, size);
  const taken = new Float32Array(order.length * size);
  order.forEach((row, i) => taken.set(values.subarray(row * size, (row + 1) * size), i * size));
  return embeddingRows(taken, size);
}
