import { loadTensorFlow } from '../../tensor/bootstrap';
import { turn, type LayoutWatch, type Vectors } from './mapTypes';

/** Products held at once: 64 MB of cosines. */
const MAX_CELLS = 1 << 24;
const NEAREST = 5;

/**
 * Puts rows where their nearest landmarks lie: the mean of the places of the five most alike, weighted by how much more alike than the
 * sixth they are. Cruder than fitting, and named so on the page. @param places `[landmarks.count,2]`. @returns `[rows.count,2]`
 */
export async function placeAmong(
  rows: Vectors,
  landmarks: Vectors,
  places: Float32Array,
  watch: LayoutWatch = {},
): Promise<Float32Array> {
  const tf = await loadTensorFlow();
  const { count, size, values } = rows;
  const placed = new Float32Array(count * 2);
  const block = Math.max(1, Math.floor(MAX_CELLS / landmarks.count));
  const others = tf.tensor2d(landmarks.values, [landmarks.count, size]);
  try {
    for (let start = 0; start < count; start += block) {
      watch.progress?.('place the rest', start, count, 'points');
      await turn(watch);
      const end = Math.min(count, start + block);
      const [cosines, nearest] = tf.tidy(() => {
        const some = tf.tensor2d(values.subarray(start * size, end * size), [end - start, size]);
        const top = tf.topk(tf.matMul(some, others, false, true), Math.min(NEAREST + 1, landmarks.count));
        return [top.values.dataSync<'float32'>(), top.indices.dataSync<'int32'>()];
      });
      blend(cosines, nearest, places, placed.subarray(start * 2, end * 2));
    }
  } finally {
    others.dispose();
  }
  watch.progress?.('place the rest', count, count, 'points');
  return placed;
}

/** @param cosines `[n,k]`, largest first; the last one is the yardstick that gets no weight */
export function blend(cosines: Float32Array, nearest: Int32Array, places: Float32Array, placed: Float32Array): void {
  const n = placed.length / 2;
  const k = cosines.length / n;
  for (let i = 0; i < n; i++) {
    const base = cosines[i * k + k - 1];
    let x = 0;
    let y = 0;
    let sum = 0;
    for (let p = 0; p < Math.max(1, k - 1); p++) {
      const weight = cosines[i * k + p] - base + 1e-6;
      const from = nearest[i * k + p];
      x += weight * places[from * 2];
      y += weight * places[from * 2 + 1];
      sum += weight;
    }
    placed[i * 2] = x / sum;
    placed[i * 2 + 1] = y / sum;
  }
}
