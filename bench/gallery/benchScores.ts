import { JobId } from '../../src/shared/domain/ids';
import type { SetId } from '../../src/shared/domain/ids';
import { FACE_API_JUDGE } from '../../src/shared/domain/judges';
import { SCORERS, SCORE_COLUMNS, SCORE_REFS } from '../../src/shared/domain/scores';
import type { Scorer } from '../../src/shared/domain/scores';
import { readScoredSamples } from '../../src/main/storage/scores/scoredSamples';
import type { ScoredSamples } from '../../src/main/storage/scores/scoredSamples';
import type { ScoreRows } from '../../src/main/storage/scores/scoreTypes';
import { batchesOf, openScoreWriter, rowsOfBatch } from '../../src/main/storage/scores/scoreWriter';
import { scattered } from './scattered';

const BATCH = 10_000;
const SIZE = FACE_API_JUDGE.embeddingSize;

/** Writes numbers without pattern as the scores of a set: every column there is, every relation, and embeddings of 128 values. */
export async function scoreBenchSet(library: string, setId: SetId): Promise<void> {
  const samples = await readScoredSamples(library, setId);
  for (const scorer of SCORERS) {
    const writer = await openScoreWriter({
      libraryPath: library,
      setId,
      samples,
      scorer,
      judge: scorer === 'judge' || scorer === 'relations' ? FACE_API_JUDGE : null,
      jobId: JobId.parse('job_bench'),
      batchSize: BATCH,
    });
    for (let batch = 0; batch < batchesOf(samples, BATCH); batch++)
      await writer.commit(batch, madeUp(samples, rowsOfBatch(samples, BATCH, batch), scorer));
    await writer.finish();
  }
}

function madeUp({ columns }: ScoredSamples, rows: Int32Array, scorer: Scorer): ScoreRows {
  const { identityIndex, sampleIndex } = columns.integers;
  const reals = SCORE_COLUMNS.flatMap((column, at) =>
    column.scorer === scorer ? [[column.name, Float32Array.from(rows, (row) => scattered(row, 20 + at))] as const] : [],
  );
  const pointed = (values: Int32Array, shift: number): Int32Array =>
    Int32Array.from(rows, (row) => values[(row + shift) % columns.count] ?? 0);
  const references = SCORE_REFS.flatMap((name, at) => [
    [`r.${name}.identity`, pointed(identityIndex, 1000 * at + 21)] as const,
    [`r.${name}.sample`, pointed(sampleIndex, 1000 * at + 21)] as const,
  ]);
  return {
    identityIndex: Int32Array.from(rows, (row) => identityIndex[row] ?? 0),
    sampleIndex: Int32Array.from(rows, (row) => sampleIndex[row] ?? 0),
    reals: new Map(reals),
    integers: new Map(scorer === 'relations' ? references : []),
    embeddings: scorer === 'judge' ? { size: SIZE, values: embeddings(rows) } : null,
  };
}

/** Of length 1, each in a direction of its own. */
function embeddings(rows: Int32Array): Float32Array {
  const values = new Float32Array(rows.length * SIZE);
  rows.forEach((row, i) => {
    const own = values.subarray(i * SIZE, (i + 1) * SIZE);
    let squared = 0;
    for (let k = 0; k < SIZE; k++) {
      own[k] = scattered(row, 100 + k) - 0.5;
      squared += (own[k] ?? 0) ** 2;
    }
    for (let k = 0; k < SIZE; k++) own[k] = (own[k] ?? 0) / Math.sqrt(squared);
  });
  return values;
}
