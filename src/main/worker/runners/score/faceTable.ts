import type { FaceTable } from '../../../engine/scoring/relations/relationTypes';
import { openEmbeddings } from '../../../storage/scores/readEmbeddings';
import { readScores } from '../../../storage/scores/readScores';
import type { ScoredSamples } from '../../../storage/scores/scoredSamples';

/** A set as one judge sees it, and its own scores. Row `i` is row `i` of the sample table. */
export interface SeenSet {
  readonly table: FaceTable;
  readonly scores: ReadonlyMap<string, Float32Array>;
}

/** Holds all embeddings of the set: rows × size × 4 bytes. @throws Failure not-found when it was not scored */
export async function readSeenSet(libraryPath: string, samples: ScoredSamples, judge: string): Promise<SeenSet> {
  const { columns, info } = samples;
  const { size, parts } = await openEmbeddings(libraryPath, info.id, judge, { samples });
  const embeddings = new Float32Array(columns.count * size);
  // Not judged until its embedding is there.
  for (let row = 0; row < columns.count; row++) embeddings[row * size] = Number.NaN;
  for await (const { rows, values } of parts())
    for (let i = 0; i < rows.length; i++)
      embeddings.set(values.subarray(i * size, (i + 1) * size), (rows[i] ?? 0) * size);
  const { reals, integers } = await readScores(libraryPath, info.id, { samples, scorers: ['image', 'face'] });
  const [high, low] = [integers.get('i.hashHigh'), integers.get('i.hashLow')];
  const hashes = new Uint32Array(columns.count * 2);
  for (let row = 0; row < columns.count; row++) {
    hashes[row * 2] = high?.[row] ?? 0;
    hashes[row * 2 + 1] = low?.[row] ?? 0;
  }
  const { identityIndex, sampleIndex } = columns.integers;
  const table = { count: columns.count, size, embeddings, hashes, identityIndex, sampleIndex, weight: columns.weight };
  return { table, scores: reals };
}
