import { isOfRealPeople } from '@shared/domain/declaredSynthetic';
import type { ScoreInfo } from '@shared/domain/scores';
import type { Origin } from '@shared/domain/setInfo';
import { relate } from '../../../engine/scoring/relations/relate';
import type { Relations } from '../../../engine/scoring/relations/relationTypes';
import { batchesOf, openScoreWriter, rowsOfBatch } from '../../../storage/scores/scoreWriter';
import type { ScoredSamples } from '../../../storage/scores/scoredSamples';
import type { ScoreRows } from '../../../storage/scores/scoreTypes';
import { readSeenSet } from './faceTable';
import type { MeasuredSet, ScoreTools } from './measureSet';

/** Rows of one file: relations are computed all at once, so files need not be small. */
const BATCH = 65_536;

/** Real is who exists: a declared synthetic set is searched for doubles only, as ours are. */
const kindOf = ({ samples: { info } }: MeasuredSet): Origin => (isOfRealPeople(info) ? 'real' : 'syn');

const againstOf = (other: MeasuredSet): ScoreInfo['against'][number] => {
  const { samples, infos } = other;
  return {
    setId: samples.info.id,
    name: samples.info.name,
    kind: kindOf(other),
    samples: infos.judge.scored,
    withoutConsent: samples.withoutConsent,
    judgeFingerprint: infos.judge.fingerprint,
    samplesSha256: samples.samplesSha256,
  };
};

/**
 * Holds a measured set against itself and against others; nothing is done when that was done before and nothing has changed.
 * @param own.infos.judge gives the judge and its threshold
 * @throws Failure cancelled, disk-full, io
 */
export async function relateSet(
  own: MeasuredSet,
  others: readonly MeasuredSet[],
  againstAllReal: boolean,
  { context, place }: Pick<ScoreTools, 'context' | 'place'>,
): Promise<ScoreInfo> {
  const { libraryPath, jobId } = place;
  const { samples, infos } = own;
  const { judge } = infos.judge;
  if (judge === null) throw new RangeError('the judge’s scores name no judge');
  const writer = await openScoreWriter({
    libraryPath,
    setId: samples.info.id,
    samples,
    scorer: 'relations',
    judge,
    jobId,
    batchSize: BATCH,
    against: others.map(againstOf),
    againstAllReal,
    inputs: [infos.image, infos.face, infos.judge].map(({ fingerprint, scored }) => `${fingerprint} ${scored}`).join(),
  });
  if (writer.isComplete) return writer.finish();
  context.progress({ phase: 'compare', done: 0, total: null, unit: 'pairs' });
  const seen = await readSeenSet(libraryPath, samples, judge.key);
  const against = [];
  for (const other of others) {
    const { table } = await readSeenSet(libraryPath, other.samples, judge.key);
    against.push({ kind: kindOf(other), table });
  }
  const relations = await relate(
    { own: seen.table, against, samePersonFrom: judge.samePersonFrom, scores: seen.scores },
    {
      signal: context.signal,
      onProgress: (done, total) => {
        context.progress({ phase: 'compare', done, total, unit: 'pairs' });
      },
    },
  );
  for (let batch = 0; batch < batchesOf(samples, BATCH); batch++)
    await writer.commit(batch, pick(relations, samples, rowsOfBatch(samples, BATCH, batch)));
  return writer.finish();
}

function pick({ numbers, pointers }: Relations, { columns }: ScoredSamples, rows: Int32Array): ScoreRows {
  const { identityIndex, sampleIndex } = columns.integers;
  const integers = (values: Int32Array): Int32Array => Int32Array.from(rows, (row) => values[row] ?? -1);
  return {
    identityIndex: integers(identityIndex),
    sampleIndex: integers(sampleIndex),
    reals: new Map(
      [...numbers].map(([name, values]) => [name, Float32Array.from(rows, (row) => values[row] ?? Number.NaN)]),
    ),
    integers: new Map([...pointers].map(([name, values]) => [name, integers(values)])),
    embeddings: null,
  };
}
