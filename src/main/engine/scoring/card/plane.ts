import { classicalMds } from '../mapping/classicalMds';
import type { Embedded } from '../relations/embeddingRows';

export interface Plane {
  /** `[rows,2]`. */
  readonly points: Float64Array;
  /** Share of the squared distances between rows that the plane keeps, 0 to 1. */
  readonly kept: number;
}

/** Rows of length 1 in the plane by classical MDS over cosine distances `1 − cos`, as SynFace's figure 3 shows them. */
export function planeOf({ values, count, size }: Embedded): Plane {
  const distances = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      let cosine = 0;
      for (let k = 0; k < size; k++) cosine += values[i * size + k] * values[j * size + k];
      distances[i * count + j] = distances[j * count + i] = Math.max(0, 1 - cosine);
    }
  }
  const points = classicalMds(distances, count);
  let all = 0;
  let left = 0;
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      const apart = Math.hypot(points[2 * i] - points[2 * j], points[2 * i + 1] - points[2 * j + 1]);
      all += distances[i * count + j] ** 2;
      left += (distances[i * count + j] - apart) ** 2;
    }
  }
  return { points, kept: all === 0 ? 0 : Math.max(0, 1 - left / all) };
}
