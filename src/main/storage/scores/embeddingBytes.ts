import type { SetId } from '@shared/domain/ids';
import { openEmbeddings } from './readEmbeddings';
import { allowedFinder } from './readScores';
import type { ScoredSamples } from './scoredSamples';
import { listShards } from './scoreShards';
import { readShardBytes } from './shardBytes';

/** All embeddings of a set as signed bytes, in the order of its sample table. */
export interface EmbeddingBytes {
  readonly rows: number;
  /** Values, and bytes, per row. */
  readonly size: number;
  /** rows × size bytes, piece by piece: one shard is held at a time. A row of zeros was not scored or may not be looked at. */
  readonly pieces: () => AsyncGenerator<Uint8Array>;
}

/**
 * Opens what a judge said of a set, as bytes. A cosine of two such rows is within about 0.004 of the exact one.
 * @param options.keeps may write the bytes beside shards that have none yet
 * @throws Failure not-found when this judge has not scored the set as it is now
 */
export async function openEmbeddingBytes(
  libraryPath: string,
  setId: SetId,
  judge: string,
  options: { readonly samples?: ScoredSamples; readonly keeps: boolean },
): Promise<EmbeddingBytes> {
  const { samples, folder, size } = await openEmbeddings(libraryPath, setId, judge, options);
  const rows = samples.columns.count;
  const shards = await listShards(folder.path);
  return {
    rows,
    size,
    pieces: async function* () {
      const rowOf = allowedFinder(samples);
      let next = 0;
      for (const shard of shards) {
        const part = await readShardBytes(shard, options.keeps);
        if (part?.size !== size) continue;
        const own = Int32Array.from(part.identityIndex, (identity, i) => rowOf(identity, part.sampleIndex[i] ?? -1));
        const last = own.reduce((highest, row) => Math.max(highest, row), -1);
        // Shards come in the order of the table; what would lie before is of no batch of this set.
        if (last < next) continue;
        const piece = new Int8Array((last + 1 - next) * size);
        const first = own[0] ?? 0;
        // The rule: neighbours of the table side by side, copied at once.
        if (first >= next && own.every((row, i) => row === first + i)) piece.set(part.values, (first - next) * size);
        else
          own.forEach((row, i) => {
            if (row >= next) piece.set(part.values.subarray(i * size, (i + 1) * size), (row - next) * size);
          });
        next = last + 1;
        yield new Uint8Array(piece.buffer);
      }
      if (next < rows) yield new Uint8Array((rows - next) * size);
    },
  };
}
