import type { SetId } from '@shared/domain/ids';
import { DEFAULT_JUDGE } from '@shared/domain/judges';
import { SCORERS, type Scorer } from '@shared/domain/scores';
import { rowFinder } from './rowFinder';
import { listScoreFolders, type ScoreFolder } from './scoreFolders';
import { readScoredSamples, type ScoredSamples } from './scoredSamples';
import { isJudged, scorerFingerprint } from './scorerVersions';
import { listShards, readShard } from './scoreShards';
import type { ScoreRows, ScoreTable } from './scoreTypes';

/**
 * The folder whose scores may be shown: of this version of the scorer and of exactly the samples that there are today; a complete one
 * before one that is being written. Null: there is none.
 */
export function currentFolder(
  folders: readonly ScoreFolder[],
  scorer: Scorer,
  judge: string,
  samplesSha256: string,
): ScoreFolder | null {
  const fitting = folders.filter(
    ({ info }) =>
      info.scorer === scorer &&
      (!isJudged(scorer) || info.judge?.key === judge) &&
      info.fingerprint === scorerFingerprint(scorer, info.judge) &&
      info.samplesSha256 === samplesSha256,
  );
  return fitting.find(({ info }) => info.state === 'complete') ?? fitting[0] ?? null;
}

/** Copies rows to their places in columns of the whole set. */
function place(rows: Int32Array, part: ScoreRows, count: number, into: Columns): void {
  const spread = <T extends Float32Array | Int32Array>(
    own: ReadonlyMap<string, T>,
    all: Map<string, T>,
    make: () => T,
  ): void => {
    for (const [name, values] of own) {
      const column = all.get(name) ?? make();
      all.set(name, column);
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i] ?? -1;
        if (row >= 0) column[row] = values[i] ?? 0;
      }
    }
  };
  spread(part.reals, into.reals, () => new Float32Array(count).fill(Number.NaN));
  spread(part.integers, into.integers, () => new Int32Array(count).fill(-1));
}

interface Columns {
  readonly reals: Map<string, Float32Array>;
  readonly integers: Map<string, Int32Array>;
}

/** Rows of the sample table behind the rows of a part; −1 for a sample that is gone or may not be looked at. */
export function rowsOf(part: ScoreRows, rowOf: (identity: number, sample: number) => number): Int32Array {
  return Int32Array.from(part.identityIndex, (identity, i) => rowOf(identity, part.sampleIndex[i] ?? -1));
}

/** Those rows only whose subject allows it. */
export function allowedFinder(samples: ScoredSamples): (identity: number, sample: number) => number {
  const find = rowFinder(samples.columns);
  if (samples.withoutConsent === 0) return find;
  const isAllowed = new Uint8Array(samples.columns.count);
  for (const row of samples.rows) isAllowed[row] = 1;
  return (identity, sample) => {
    const row = find(identity, sample);
    return row >= 0 && isAllowed[row] === 1 ? row : -1;
  };
}

/**
 * Current scores of a set in the order of its sample table: 4 bytes per sample and column. Damaged parts are left out (NaN), and so are
 * scores of another version or of other samples.
 * @param options.samples where the caller has read them already
 * @throws Failure not-found, corrupt-data (of the sample table), io
 */
export async function readScores(
  libraryPath: string,
  setId: SetId,
  options: { readonly judge?: string; readonly samples?: ScoredSamples; readonly scorers?: readonly Scorer[] } = {},
): Promise<ScoreTable> {
  const samples = options.samples ?? (await readScoredSamples(libraryPath, setId));
  const folders = await listScoreFolders(libraryPath, setId);
  const into: Columns = { reals: new Map(), integers: new Map() };
  const rowOf = allowedFinder(samples);
  const sources = [];
  for (const scorer of options.scorers ?? SCORERS) {
    // A judge's folder holds embeddings only; they are read by readEmbeddings.
    const folder =
      scorer === 'judge' ? null : currentFolder(folders, scorer, options.judge ?? DEFAULT_JUDGE, samples.samplesSha256);
    if (folder === null) continue;
    sources.push(folder.info);
    for (const shard of await listShards(folder.path)) {
      const parts = await readShard(shard);
      if (typeof parts === 'string') continue;
      for (const part of parts) place(rowsOf(part, rowOf), part, samples.columns.count, into);
    }
  }
  return { rows: samples.columns.count, ...into, sources };
}
