import { UMAP } from 'umap-js';
import { Rng } from '@shared/lib/rng';
import { turn, type LayoutWatch, type Vectors } from './mapTypes';
import { nearestRows } from './nearestRows';

const PURPOSE = 0x756d6170;
/** How tightly points may lie; the library's own default. */
const MIN_DISTANCE = 0.1;

export interface UmapOptions {
  readonly seed: number;
  /** Below the number of rows. */
  readonly neighbours: number;
}

/**
 * UMAP (McInnes, Healy and Melville 2018) by umap-js on exact neighbours by cosine. The same rows, options and machine give the same
 * points. @returns `[count,2]`
 */
export async function umapLayout(
  vectors: Vectors,
  options: UmapOptions,
  watch: LayoutWatch = {},
): Promise<Float32Array> {
  const { count } = vectors;
  const neighbours = Math.min(options.neighbours, count - 1);
  const rng = new Rng(options.seed, PURPOSE);
  const umap = new UMAP({ nNeighbors: neighbours, minDist: MIN_DISTANCE, random: () => rng.uniform() });
  const { rows, distances } = await nearestRows(vectors, neighbours, watch);
  const lines = (table: Int32Array | Float32Array): number[][] =>
    Array.from({ length: count }, (_, i) => Array.from(table.subarray(i * neighbours, (i + 1) * neighbours)));
  umap.setPrecomputedKNN(lines(rows), lines(distances));
  // With its neighbours known, the library looks at the number of rows only.
  const epochs = umap.initializeFit(Array.from({ length: count }, () => []));
  for (let epoch = 0; epoch < epochs; epoch++) {
    watch.progress?.('lay out', epoch, epochs, 'rounds');
    await turn(watch);
    umap.step();
  }
  watch.progress?.('lay out', epochs, epochs, 'rounds');
  return Float32Array.from(umap.getEmbedding().flatMap(([x = 0, y = 0]) => [x, y]));
}
