import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobId, SetId } from '@shared/domain/ids';
import type { JudgeInfo, ScoreInfo, Scorer } from '@shared/domain/scores';
import { TEMPORARY_SUFFIX, writeFileAtomic } from '../../platform/atomicWrite';
import { sha256Hex } from '../../platform/hash';
import { ioFailure } from '../../platform/ioFailure';
import { writeJson } from '../jsonFile';
import { encodeScores } from './scoreColumns';
import { readScoreInfo, removeReplacedScores, scoreDir, scoreInfoFile } from './scoreFolders';
import { hashOfRows, type ScoredSamples } from './scoredSamples';
import { scorerFingerprint } from './scorerVersions';
import { listShards, readShard, shardName } from './scoreShards';
import { removeShard, writeShardBytes } from './shardBytes';
import type { ScoreRows } from './scoreTypes';

export interface ScoreRequest {
  readonly libraryPath: string;
  readonly setId: SetId;
  readonly samples: ScoredSamples;
  readonly scorer: Scorer;
  /** Of `judge` and `relations`. */
  readonly judge: JudgeInfo | null;
  readonly jobId: JobId;
  /** Samples of one batch. */
  readonly batchSize: number;
  /** Of `relations`. */
  readonly against?: ScoreInfo['against'];
  readonly againstAllReal?: boolean;
  /** Of `relations`: which scores of the set itself went in. */
  readonly inputs?: string;
}

/** Fills one scorer's folder batch by batch. One writer per folder at a time. */
export interface ScoreWriter {
  readonly path: string;
  /** All of it is there already, of exactly these samples: nothing is left to do. */
  readonly isComplete: boolean;
  isCommitted(batch: number): boolean;
  /** Makes the scores of one batch visible, as a whole or not at all. Samples that failed are left out of the rows. @throws Failure disk-full, io */
  commit(batch: number, rows: ScoreRows): Promise<void>;
  /**
   * Counts, marks complete, and removes older scores of the same scorer and judge.
   * @param judge as it is now known, where its threshold had to be found first @throws Failure
   */
  finish(judge?: JudgeInfo): Promise<ScoreInfo>;
}

export const batchesOf = (samples: ScoredSamples, batchSize: number): number =>
  Math.ceil(samples.rows.length / batchSize);

/** Rows of the sample table that a batch holds. */
export const rowsOfBatch = (samples: ScoredSamples, batchSize: number, batch: number): Int32Array =>
  samples.rows.subarray(batch * batchSize, (batch + 1) * batchSize);

/** What decides the scores of a batch besides the scorer: its own samples; for relations everything that was compared. */
function shardKey({ samples, scorer, batchSize, against = [], inputs = '' }: ScoreRequest, batch: number): string {
  const own = hashOfRows(samples.columns, rowsOfBatch(samples, batchSize, batch));
  if (scorer !== 'relations') return own.slice(0, 16);
  return sha256Hex(JSON.stringify([own, samples.samplesSha256, inputs, searched(against)])).slice(0, 16);
}

/** What of the other sets decides a comparison: not what they are called. */
const searched = (against: ScoreInfo['against']): string =>
  JSON.stringify(
    against.map(({ setId, kind, samples, judgeFingerprint, samplesSha256 }) => [
      setId,
      kind,
      samples,
      judgeFingerprint,
      samplesSha256,
    ]),
  );

const countOf = (parts: readonly ScoreRows[]): number =>
  parts.reduce((sum, { identityIndex }) => sum + identityIndex.length, 0);

/**
 * Keeps of the folder what belongs to this request and can be read, and removes the rest.
 * @param wasComplete pictures that were missing then may be back: a batch that lacks some is done again
 * @returns rows by batch
 */
async function keepFitting(request: ScoreRequest, folder: string, wasComplete: boolean): Promise<Map<number, number>> {
  const kept = new Map<number, number>();
  const batches = batchesOf(request.samples, request.batchSize);
  try {
    await mkdir(folder, { recursive: true });
    for (const name of await readdir(folder))
      if (name.endsWith(TEMPORARY_SUFFIX)) await rm(join(folder, name), { force: true });
    for (const shard of await listShards(folder)) {
      const fits = shard.batch < batches && shard.name === shardName(shard.batch, shardKey(request, shard.batch));
      const parts = fits ? await readShard(shard) : '';
      const wanted = rowsOfBatch(request.samples, request.batchSize, shard.batch).length;
      const count = typeof parts === 'string' ? -1 : countOf(parts);
      const isWhole = count === wanted || (count >= 0 && (!wasComplete || request.scorer === 'relations'));
      if (isWhole) kept.set(shard.batch, count);
      else await removeShard(shard);
    }
  } catch (thrown) {
    throw ioFailure(thrown, 'ready the folder of scores', folder);
  }
  return kept;
}

/**
 * Opens a scorer's folder for writing. What an earlier job committed of the same samples stays, so a killed job goes on, and a set that
 * has grown is only scored where it is new.
 * @throws Failure disk-full, io
 */
export async function openScoreWriter(request: ScoreRequest): Promise<ScoreWriter> {
  const { libraryPath, setId, samples, scorer, judge, jobId, batchSize } = request;
  const { against = [], againstAllReal = false } = request;
  const fingerprint = scorerFingerprint(scorer, judge);
  const path = scoreDir(libraryPath, setId, scorer, fingerprint);
  const before = await readScoreInfo(path);
  const rowsIn = await keepFitting(request, path, before?.state === 'complete');
  const batches = batchesOf(samples, batchSize);
  const isOfThese = before?.samplesSha256 === samples.samplesSha256 && searched(before.against) === searched(against);
  const isComplete = isOfThese && before.state === 'complete' && rowsIn.size === batches;
  const scored = (): number => [...rowsIn.values()].reduce((sum, rows) => sum + rows, 0);
  const info = (state: ScoreInfo['state']): ScoreInfo => ({
    schema: 1,
    scorer,
    fingerprint,
    judge,
    jobId: isComplete ? before.jobId : jobId,
    createdAt: isOfThese ? before.createdAt : new Date().toISOString(),
    state,
    samplesSha256: samples.samplesSha256,
    scored: scored(),
    failed: state === 'complete' ? samples.rows.length - scored() : 0,
    withoutConsent: samples.withoutConsent,
    against,
    againstAllReal,
  });
  if (!isComplete) await writeJson(scoreInfoFile(path), info('partial'));
  return {
    path,
    isComplete,
    isCommitted: (batch) => rowsIn.has(batch),
    commit: async (batch, rows) => {
      const shard = { path: join(path, shardName(batch, shardKey(request, batch))) };
      await writeFileAtomic(shard.path, encodeScores(rows, 'file'));
      await writeShardBytes(shard, rows);
      rowsIn.set(batch, rows.identityIndex.length);
    },
    finish: async (judgeNow) => {
      const done = { ...info('complete'), ...(judgeNow === undefined ? {} : { judge: judgeNow }) };
      await writeJson(scoreInfoFile(path), done);
      await removeReplacedScores(libraryPath, setId, done);
      return done;
    },
  };
}
