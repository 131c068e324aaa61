import { leadingAxes } from './leadingAxes';
import { turn, type LayoutWatch, type Vectors } from './mapTypes';

const BLOCK = 20_000;

/** The plane of greatest variance (PCA) and every row's place in it, `[count,2]`: linear, quick, and blind to bends. */
export async function principalPlane(vectors: Vectors, watch: LayoutWatch = {}): Promise<Float32Array> {
  const { count, size, values } = vectors;
  const mean = new Float64Array(size);
  for (let i = 0; i < count; i++) for (let c = 0; c < size; c++) mean[c] += values[i * size + c] / count;
  const covariance = new Float64Array(size * size);
  const centred = new Float64Array(size);
  for (let i = 0; i < count; i++) {
    if (i % BLOCK === 0) {
      watch.progress?.('find the axes', i, count, 'points');
      await turn(watch);
    }
    for (let c = 0; c < size; c++) centred[c] = values[i * size + c] - mean[c];
    for (let a = 0; a < size; a++) {
      const factor = centred[a];
      for (let b = a; b < size; b++) covariance[a * size + b] += factor * centred[b];
    }
  }
  for (let a = 0; a < size; a++) for (let b = 0; b < a; b++) covariance[a * size + b] = covariance[b * size + a];
  const { vectors: axes } = leadingAxes(covariance, 2);
  const points = new Float32Array(count * 2);
  for (let i = 0; i < count; i++)
    for (let k = 0; k < 2; k++) {
      let sum = 0;
      for (let c = 0; c < size; c++) sum += (values[i * size + c] - mean[c]) * axes[k * size + c];
      points[i * 2 + k] = sum;
    }
  return points;
}
