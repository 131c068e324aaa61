import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SetId } from '@shared/domain/ids';
import { JobId } from '@shared/domain/ids';
import { MapSpec } from '@shared/domain/maps';
import type { JobPlace } from '../../jobs/jobContext';
import { quietContext } from '../../jobs/quietContext.testing';
import { createMapService } from '../../services/mapService';
import { createTableCache } from '../../services/tableCache';
import { addSet, consentRecord, giveConsent } from '../../storage/library.testing';
import { listMaps } from '../../storage/maps/mapFolders';
import { readMapPoints } from '../../storage/maps/mapPoints';
import { decodeScores } from '../../storage/scores/scoreColumns';
import { TEST_JUDGE, testEmbeddings } from '../../storage/scores/judge.testing';
import { readScoredSamples } from '../../storage/scores/scoredSamples';
import { openScoreWriter } from '../../storage/scores/scoreWriter';
import { runMap } from './map';

const jobId = JobId.parse('job_map1');
let library: string;
let syn: SetId;
let real: SetId;

/** What a judge would write. */
async function score(setId: SetId, skipped = 0): Promise<void> {
  const samples = await readScoredSamples(library, setId);
  const writer = await openScoreWriter({
    libraryPath: library,
    setId,
    samples,
    scorer: 'judge',
    judge: TEST_JUDGE,
    jobId,
    batchSize: 1000,
  });
  const rows = samples.rows.subarray(skipped);
  const { identityIndex, sampleIndex } = samples.columns.integers;
  await writer.commit(0, {
    identityIndex: Int32Array.from(rows, (row) => identityIndex[row] ?? 0),
    sampleIndex: Int32Array.from(rows, (row) => sampleIndex[row] ?? 0),
    reals: new Map(),
    integers: new Map(),
    embeddings: testEmbeddings(samples, rows),
  });
  await writer.finish();
}

const context = quietContext();
const run = (change: object = {}) => {
  const place: JobPlace = {
    jobId,
    libraryPath: library,
    runDir: library,
    resourcesDir: '',
    modelsDir: '',
    program: 'Outis test',
  };
  return runMap(MapSpec.parse({ kind: 'map', sets: [syn, real], method: 'pca', ...change }), context, place);
};
const served = async (): Promise<number> => {
  const service = createMapService(library, createTableCache(library));
  const [first] = await service.list();
  const parts = decodeScores(await service.pointsArrow(first.info.id));
  return typeof parts === 'string' ? -1 : (parts[0]?.identityIndex.length ?? 0);
};

beforeAll(async () => {
  library = await mkdtemp(join(tmpdir(), 'outis-map-'));
  syn = await addSet(library, { name: 'Syn', identities: 5, samples: 4 });
  real = await addSet(library, {
    kind: 'real',
    name: 'Volunteers',
    identities: 3,
    samples: 4,
    names: ['Ada', 'Bo', 'Cy'],
  });
  await giveConsent(library, real, [
    consentRecord('Ada'),
    consentRecord('Bo'),
    // May be measured, but not shown.
    consentRecord('Cy', { purposes: ['evaluation'] }),
  ]);
  await score(syn, 2);
  await score(real);
});
afterAll(() => rm(library, { recursive: true, force: true }));

describe('the job map', () => {
  it('puts on the map who is scored and may be shown, and counts the others', async () => {
    await run();
    const [info] = await listMaps(library);
    expect(info.points).toBe(18 + 8);
    expect(info.sets.map(({ points, withoutConsent, notScored }) => [points, withoutConsent, notScored])).toEqual([
      [18, 0, 2],
      [8, 4, 0],
    ]);
    expect(await served()).toBe(26);
  });

  it('gives the same points in the same place for the same inputs', async () => {
    await run();
    const [before] = await listMaps(library);
    const points = await readMapPoints(library, before.id, 2);
    await rm(join(library, 'maps'), { recursive: true });
    await run();
    const [after] = await listMaps(library);
    expect(after.id).toBe(before.id);
    expect(await readMapPoints(library, before.id, 2)).toEqual(points);
  });

  it('names another place for another seed', async () => {
    await run({ seed: 9 });
    expect(await listMaps(library)).toHaveLength(2);
  });

  it('refuses a set that is not scored, and says how to score it', async () => {
    const bare = await addSet(library, { name: 'Bare', identities: 2, samples: 2 });
    await expect(run({ sets: [bare] })).rejects.toMatchObject({ code: 'not-found' });
    await expect(run({ sets: [bare] })).rejects.toThrow(/has not scored/);
  });

  it('is stale, and shows nobody who no longer allows it, once consent ends', async () => {
    const service = createMapService(library, createTableCache(library));
    expect((await service.list())[0]?.stale).toEqual([]);
    await giveConsent(library, real, [consentRecord('Bo', { status: 'withdrawn' })]);
    expect((await service.list())[0]?.stale).toEqual(['Samples or consents of Volunteers have changed since.']);
    expect(await served()).toBe(22);
  });
});
