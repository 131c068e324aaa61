import { JobId, type SetId } from '@shared/domain/ids';
import { FACE_API_JUDGE } from '@shared/domain/judges';
import type { JudgeInfo, ScoreInfo, Scorer } from '@shared/domain/scores';
import { readScoredSamples, type ScoredSamples } from './scoredSamples';
import { batchesOf, openScoreWriter, rowsOfBatch, type ScoreWriter } from './scoreWriter';
import type { ScoreRows } from './scoreTypes';

/** A judge of four values. */
export const SMALL_JUDGE: JudgeInfo = { ...FACE_API_JUDGE, key: 'small', embeddingSize: 4 };

export interface MadeUp {
  readonly scorer: Scorer;
  readonly batchSize?: number;
  readonly jobId?: string;
  readonly judge?: JudgeInfo;
  /** Rows of the sample table whose picture "is missing". */
  readonly failed?: readonly number[];
  readonly against?: ScoreInfo['against'];
  readonly againstAllReal?: boolean;
}

export async function openMadeUp(
  libraryPath: string,
  setId: SetId,
  { scorer, batchSize = 3, jobId = 'job_made', judge = SMALL_JUDGE, against, againstAllReal }: MadeUp,
): Promise<{ readonly writer: ScoreWriter; readonly samples: ScoredSamples; readonly batches: number }> {
  const samples = await readScoredSamples(libraryPath, setId);
  const writer = await openScoreWriter({
    libraryPath,
    setId,
    samples,
    scorer,
    judge: scorer === 'judge' || scorer === 'relations' ? judge : null,
    jobId: JobId.parse(jobId),
    batchSize,
    ...(against === undefined ? {} : { against }),
    ...(againstAllReal === undefined ? {} : { againstAllReal }),
  });
  return { writer, samples, batches: batchesOf(samples, batchSize) };
}

/** Scores that say which row they belong to: `<scorer>.row` is the row; an embedding of row r points along axis r mod 4. */
export function madeUpRows({ columns: { integers } }: ScoredSamples, rows: Int32Array, scorer: Scorer): ScoreRows {
  const values = new Float32Array(rows.length * 4);
  rows.forEach((row, i) => (values[i * 4 + (row % 4)] = 1));
  const isJudge = scorer === 'judge';
  return {
    identityIndex: Int32Array.from(rows, (row) => integers.identityIndex[row] ?? -1),
    sampleIndex: Int32Array.from(rows, (row) => integers.sampleIndex[row] ?? -1),
    reals: isJudge ? new Map() : new Map([[`${scorer}.row`, Float32Array.from(rows)]]),
    integers: isJudge ? new Map() : new Map([[`i.${scorer}Row`, rows.slice()]]),
    embeddings: isJudge ? { size: 4, values } : null,
  };
}

/** Scores every sample with made-up values. */
export async function scoreMadeUp(libraryPath: string, setId: SetId, made: MadeUp): Promise<ScoreInfo> {
  const { writer, samples, batches } = await openMadeUp(libraryPath, setId, made);
  for (let batch = 0; batch < batches; batch++) {
    if (writer.isCommitted(batch)) continue;
    const rows = rowsOfBatch(samples, made.batchSize ?? 3, batch).filter((row) => made.failed?.includes(row) !== true);
    await writer.commit(batch, madeUpRows(samples, rows, made.scorer));
  }
  return writer.finish();
}
