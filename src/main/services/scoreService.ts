import type { SetId } from '@shared/domain/ids';
import { BUILT_IN_JUDGES, DEFAULT_JUDGE } from '@shared/domain/judges';
import type { JudgeInfo, ScoreStatus } from '@shared/domain/scores';
import { Failure } from '@shared/lib/failure';
import { encodeScores } from '../storage/scores/scoreColumns';
import { listScoreFolders, scoresDir } from '../storage/scores/scoreFolders';
import { openEmbeddingBytes } from '../storage/scores/embeddingBytes';
import { readScores } from '../storage/scores/readScores';
import { readScoredSamples, type ScoredSamples } from '../storage/scores/scoredSamples';
import { scoreStatus } from '../storage/scores/scoreStatus';
import { listSets } from '../storage/setStore';
import type { TableCache } from './tableCache';

export interface ScoreService {
  /** One entry per scorer. @throws Failure not-found, io */
  status(setId: SetId, judge?: string): Promise<ScoreStatus[]>;
  judges(): Promise<JudgeInfo[]>;
  /** See `scoresTableUrl`. @throws Failure not-found when nothing was scored, io */
  arrow(setId: SetId, judge?: string): Promise<Uint8Array>;
  /** See `embeddingsUrl`, piece by piece. @throws Failure not-found when the judge has not scored the set as it is, io */
  embeddings(setId: SetId, judge?: string): Promise<AsyncIterable<Uint8Array>>;
}

/** Two uint32: rows, values per row. */
const HEADER_BYTES = 8;

async function* after(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

/** @param keeps what is derived from scores may be written beside them */
export function createScoreService(libraryPath: string, tables: TableCache, keeps: boolean): ScoreService {
  const samplesOf = async (setId: SetId): Promise<ScoredSamples> =>
    readScoredSamples(libraryPath, setId, { columns: (await tables.get(setId)).columns });

  return {
    status: (setId, judge = DEFAULT_JUDGE) =>
      scoreStatus(libraryPath, setId, { judge, columnsOf: async (id) => (await tables.get(id)).columns }),
    judges: async () => {
      const known = new Map(BUILT_IN_JUDGES.map((judge) => [judge.key, judge]));
      for (const { id } of (await listSets(libraryPath)).infos)
        for (const { info } of await listScoreFolders(libraryPath, id))
          if (info.judge !== null && !known.has(info.judge.key)) known.set(info.judge.key, info.judge);
      return [...known.values()];
    },
    arrow: async (setId, judge = DEFAULT_JUDGE) => {
      const samples = await samplesOf(setId);
      const { reals, integers, sources } = await readScores(libraryPath, setId, { judge, samples });
      if (sources.length === 0)
        throw new Failure({
          code: 'not-found',
          message: `The set “${samples.info.name}” has no scores of its samples as they are now.`,
          place: scoresDir(libraryPath, setId),
          remedy: 'Compute scores.',
        });
      const { identityIndex, sampleIndex } = samples.columns.integers;
      return encodeScores({ identityIndex, sampleIndex, reals, integers, embeddings: null }, 'stream');
    },
    embeddings: async (setId, judge = DEFAULT_JUDGE) => {
      const bytes = await openEmbeddingBytes(libraryPath, setId, judge, { samples: await samplesOf(setId), keeps });
      const header = new DataView(new ArrayBuffer(HEADER_BYTES));
      header.setUint32(0, bytes.rows, true);
      header.setUint32(4, bytes.size, true);
      return after(new Uint8Array(header.buffer), bytes.pieces());
    },
  };
}
