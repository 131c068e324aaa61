import type { SetId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import { listScoreFolders, scoresDir, type ScoreFolder } from './scoreFolders';
import { allowedFinder, currentFolder, rowsOf } from './readScores';
import { readScoredSamples, type ScoredSamples } from './scoredSamples';
import { listShards, readShard } from './scoreShards';
import type { EmbeddingPart, EmbeddingTable } from './scoreTypes';

interface Options {
  /** Where the caller has read them already. */
  readonly samples?: ScoredSamples;
}

export interface EmbeddingSource {
  readonly samples: ScoredSamples;
  readonly folder: ScoreFolder;
  readonly size: number;
  /** Part by part: holds one shard at a time. Samples that are gone or may not be looked at are left out. */
  readonly parts: () => AsyncGenerator<EmbeddingPart>;
}

/**
 * Opens what a judge said of a set.
 * @throws Failure not-found when this judge has not scored the set as it is now
 */
export async function openEmbeddings(
  libraryPath: string,
  setId: SetId,
  judge: string,
  options: Options = {},
): Promise<EmbeddingSource> {
  const samples = options.samples ?? (await readScoredSamples(libraryPath, setId));
  const folder = currentFolder(await listScoreFolders(libraryPath, setId), 'judge', judge, samples.samplesSha256);
  const size = folder?.info.judge?.embeddingSize;
  if (folder === null || size === undefined)
    throw new Failure({
      code: 'not-found',
      message: `The judge ${judge} has not scored the set “${samples.info.name}” as it is now.`,
      place: scoresDir(libraryPath, setId),
      remedy: `Run "outis score --set ${samples.info.name}", or compute scores in the window.`,
    });
  return { samples, folder, size, parts: () => partsOf(folder, size, samples) };
}

async function* partsOf(folder: ScoreFolder, size: number, samples: ScoredSamples): AsyncGenerator<EmbeddingPart> {
  const rowOf = allowedFinder(samples);
  for (const shard of await listShards(folder.path)) {
    const parts = await readShard(shard);
    // A damaged part counts as not scored; the next scoring makes it again.
    if (typeof parts === 'string') continue;
    for (const part of parts) {
      if (part.embeddings?.size !== size) continue;
      const rows = rowsOf(part, rowOf);
      const { values } = part.embeddings;
      if (!rows.includes(-1)) {
        yield { rows, values };
        continue;
      }
      const kept = [...rows.keys()].filter((i) => (rows[i] ?? -1) >= 0);
      const own = new Float32Array(kept.length * size);
      for (const [to, i] of kept.entries()) own.set(values.subarray(i * size, (i + 1) * size), to * size);
      yield { rows: Int32Array.from(kept, (i) => rows[i] ?? 0), values: own };
    }
  }
}

/**
 * All embeddings of a set in the order of its sample table: rows × size × 4 bytes and one shard more while it reads; 1,000,000 × 128
 * take 512 MB. For a quarter of it as bytes, see embeddingBytes.ts.
 * @throws Failure not-found when this judge has not scored the set as it is now
 */
export async function readEmbeddings(
  libraryPath: string,
  setId: SetId,
  judge: string,
  options: Options = {},
): Promise<EmbeddingTable<Float32Array>> {
  const { samples, folder, size, parts } = await openEmbeddings(libraryPath, setId, judge, options);
  const values = new Float32Array(samples.columns.count * size);
  for await (const part of parts())
    for (let i = 0; i < part.rows.length; i++)
      values.set(part.values.subarray(i * size, (i + 1) * size), (part.rows[i] ?? 0) * size);
  return { rows: samples.columns.count, size, values, info: folder.info };
}
