import { rm } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import type { SetId } from '@shared/domain/ids';
import type { ScoreInfo, Scorer, ScoreStatus } from '@shared/domain/scores';
import { temporaryFolder } from '../../platform/temporaryFolder.testing';
import { readJson, writeJson } from '../jsonFile';
import { addSet, consentRecord, DIGIFACE, giveConsent, rowOf } from '../library.testing';
import { setDir } from '../libraryPaths';
import { openSetWriter } from '../setWriter';
import { updateSetInfo } from '../setStore';
import { listScoreFolders, scoreDir, scoreInfoFile } from './scoreFolders';
import { readScoredSamples } from './scoredSamples';
import { scorerFingerprint } from './scorerVersions';
import { listShards } from './scoreShards';
import { scoreStatus } from './scoreStatus';
import { madeUpRows, openMadeUp, scoreMadeUp, SMALL_JUDGE } from './scores.testing';
import { rowsOfBatch } from './scoreWriter';

let library: string;
let setId: SetId;
const request = { identities: 2, samples: 3 };

beforeEach(async () => {
  library = await temporaryFolder();
  setId = await addSet(library, request);
});

const statusOf = async (scorer: Scorer): Promise<ScoreStatus | undefined> =>
  (await scoreStatus(library, setId, { judge: 'small' })).find((status) => status.scorer === scorer);
const short = async (scorer: Scorer): Promise<string> => {
  const status = await statusOf(scorer);
  return `${status?.state ?? ''} ${status?.reason ?? ''}`.trim();
};

async function againstOf(other: SetId): Promise<ScoreInfo['against'][number]> {
  const { samplesSha256, info, rows, withoutConsent } = await readScoredSamples(library, other);
  const judgeFingerprint = scorerFingerprint('judge', SMALL_JUDGE);
  const { name, kind } = info;
  return { setId: other, name, kind, samples: rows.length, withoutConsent, judgeFingerprint, samplesSha256 };
}

async function addRealSet(): Promise<SetId> {
  const real = await addSet(library, { kind: 'real', name: 'people', identities: 2, samples: 2, names: ['ana', 'bo'] });
  await giveConsent(library, real, [consentRecord('ana'), consentRecord('bo')]);
  return real;
}

describe('the state of scores', () => {
  it('goes from absent over partial to fresh', async () => {
    expect((await scoreStatus(library, setId)).map(({ state }) => state)).toEqual(Array(4).fill('absent'));
    const { writer, samples } = await openMadeUp(library, setId, { scorer: 'face' });
    await writer.commit(0, madeUpRows(samples, rowsOfBatch(samples, 3, 0), 'face'));
    expect(await short('face')).toBe('partial');
    await scoreMadeUp(library, setId, { scorer: 'face' });
    expect(await short('face')).toBe('fresh');
    expect(await short('image')).toBe('absent');
  });

  it('is that of the judge asked for', async () => {
    await scoreMadeUp(library, setId, { scorer: 'judge' });
    expect(await short('judge')).toBe('fresh');
    expect((await scoreStatus(library, setId)).find(({ scorer }) => scorer === 'judge')?.state).toBe('absent');
  });

  it('is stale when the set has changed', async () => {
    await scoreMadeUp(library, setId, { scorer: 'image' });
    const set = await openSetWriter(library, setId);
    const { row, file } = rowOf(2, 0, { ...request, identities: 3 });
    await set.commitBatch(9, [row], [file]);
    expect(await short('image')).toBe('stale The set has changed since: 6 samples then, 7 now.');
  });

  it('says what has changed when there are as many samples as before', async () => {
    const info = await scoreMadeUp(library, setId, { scorer: 'image' });
    const folder = scoreDir(library, setId, 'image', info.fingerprint);
    await writeJson(scoreInfoFile(folder), { ...info, samplesSha256: 'a'.repeat(64) });
    expect(await short('image')).toBe(
      'stale The set has changed since: still 6 samples, but not the same ones or not the same pictures of them.',
    );
  });

  it('is stale when another version of the scorer made them', async () => {
    const info = await scoreMadeUp(library, setId, { scorer: 'image' });
    const old = scoreDir(library, setId, 'image', '0123456789abcdef');
    await writeJson(scoreInfoFile(old), { ...info, fingerprint: '0123456789abcdef' });
    expect(await short('image')).toBe('fresh');
    await rm(scoreDir(library, setId, 'image', info.fingerprint), { recursive: true });
    expect(await short('image')).toBe('stale They were made by another version of the scorer.');
  });

  it('is stale when the files are gone, and absent when info.json is damaged', async () => {
    await scoreMadeUp(library, setId, { scorer: 'image' });
    const [{ path }] = await listScoreFolders(library, setId);
    for (const shard of await listShards(path)) await rm(shard.path);
    expect(await short('image')).toBe('stale Their files are gone.');
    const info = await readJson(scoreInfoFile(path));
    await writeJson(scoreInfoFile(path), { ...(info as object), scored: 'many' });
    expect(await short('image')).toBe('absent');
  });
});

describe('the state of relations', () => {
  it('is stale when a set that was searched has changed, lost consent or is gone', async () => {
    const real = await addRealSet();
    await scoreMadeUp(library, setId, { scorer: 'relations', against: [await againstOf(real)] });
    expect(await short('relations')).toBe('fresh');
    await updateSetInfo(library, real, (info) => ({ ...info, name: 'folk' }));
    expect(await short('relations')).toBe('fresh');
    await giveConsent(library, real, [consentRecord('bo', { status: 'withdrawn' })]);
    expect(await short('relations')).toBe('stale The set “people” that was searched has changed since.');
    await rm(setDir(library, real), { recursive: true });
    expect(await short('relations')).toBe('stale The set “people” that was searched is gone.');
  });

  it('is stale when all real sets were asked for and one more has come', async () => {
    await scoreMadeUp(library, setId, { scorer: 'relations', against: [], againstAllReal: true });
    const real = await addRealSet();
    await updateSetInfo(library, real, (info) => ({ ...info, createdAt: '2999-01-01T00:00:00.000Z' }));
    expect(await short('relations')).toBe('stale The real set “people” came later and was not searched.');
    const foreign = await addSet(library, { kind: 'real', identities: 1, samples: 1, declaredSynthetic: DIGIFACE });
    await updateSetInfo(library, foreign, (info) => ({ ...info, createdAt: '2999-01-02T00:00:00.000Z' }));
    await scoreMadeUp(library, setId, {
      scorer: 'relations',
      against: [await againstOf(real)],
      againstAllReal: true,
    });
    expect(await short('relations')).toBe('fresh');
    const named = await addSet(library, request);
    await scoreMadeUp(library, named, { scorer: 'relations', against: [] });
    expect((await scoreStatus(library, named, { judge: 'small' })).at(-1)?.state).toBe('fresh');
  });
});
