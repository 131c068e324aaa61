import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JobId, SampleId, type SetId } from '@shared/domain/ids';
import { JobRecord } from '@shared/domain/jobState';
import { PrivacyReport, PrivacySpec } from '@shared/domain/privacy';
import type { ScoreInfo, Scorer } from '@shared/domain/scores';
import type { JobPlace } from '../../jobs/jobContext';
import { quietContext } from '../../jobs/quietContext.testing';
import { openJournal } from '../../storage/curationJournal';
import { createJobStore } from '../../storage/jobStore';
import { addSet, consentRecord, DIGIFACE, giveConsent } from '../../storage/library.testing';
import { setDir } from '../../storage/libraryPaths';
import { readPrivacyState } from '../../storage/privacy/privacyState';
import { openReviewJournal } from '../../storage/reviewJournal';
import { TEST_JUDGE, testEmbeddings } from '../../storage/scores/judge.testing';
import { readScoredSamples } from '../../storage/scores/scoredSamples';
import { openScoreWriter } from '../../storage/scores/scoreWriter';
import type { ScoreRows } from '../../storage/scores/scoreTypes';
import { runPrivacy } from './privacy';
import { knownRelations } from './privacy/knownRelations';
import { readOwnSide, readRealSides } from './privacy/readSides';
import type { MeasuredSet } from './score/measureSet';
import { relateSet } from './score/relateSet';

let library: string;
let syn: SetId;
let real: SetId;
let runs = 0;

const everyone = ['Ada', 'Bo', 'Cy', 'Di'];

async function score(setId: SetId, scorer: Scorer): Promise<ScoreInfo> {
  const samples = await readScoredSamples(library, setId);
  const { identityIndex, sampleIndex } = samples.columns.integers;
  const writer = await openScoreWriter({
    libraryPath: library,
    setId,
    samples,
    scorer,
    judge: scorer === 'judge' ? TEST_JUDGE : null,
    jobId: JobId.parse('job_score'),
    batchSize: 1000,
  });
  const offset = setId === real ? 1 : 0;
  const isJudge = scorer === 'judge';
  const hash = (salt: number): Int32Array =>
    Int32Array.from(samples.rows, (row) => Math.imul((row + 1) * (offset + 3), 0x9e3779b1 + salt));
  const columns: Pick<ScoreRows, 'integers' | 'embeddings'> = {
    integers: isJudge
      ? new Map()
      : new Map([
          ['i.hashHigh', hash(0)],
          ['i.hashLow', hash(7)],
        ]),
    embeddings: isJudge ? testEmbeddings(samples, samples.rows, offset) : null,
  };
  await writer.commit(0, {
    identityIndex: Int32Array.from(samples.rows, (row) => identityIndex[row] ?? -1),
    sampleIndex: Int32Array.from(samples.rows, (row) => sampleIndex[row] ?? -1),
    reals: new Map(),
    ...columns,
  });
  return writer.finish();
}

const scoreAll = async (setId: SetId): Promise<MeasuredSet> => ({
  samples: await readScoredSamples(library, setId),
  infos: {
    image: await score(setId, 'image'),
    face: await score(setId, 'face'),
    judge: await score(setId, 'judge'),
  },
});

const placeOf = (jobId: string, runDir: string): JobPlace => ({
  jobId: JobId.parse(jobId),
  libraryPath: library,
  runDir,
  resourcesDir: '',
  modelsDir: '',
  program: 'Outis test',
});

async function report(change: Record<string, unknown> = {}): Promise<{ report: PrivacyReport; page: string }> {
  const id = JobId.parse(`job_priv${runs++}`);
  const spec = PrivacySpec.parse({ kind: 'privacy', setId: syn, ...change });
  const store = createJobStore(library);
  const record = (state: unknown): JobRecord =>
    JobRecord.parse({
      schema: 1,
      id,
      title: 'Privacy report',
      spec,
      state,
      createdAt: new Date(Date.UTC(2026, 0, 1, 0, 0, runs)).toISOString(),
      startedAt: null,
      endedAt: null,
    });
  await store.save(record({ status: 'queued' }));
  const runDir = store.runDir(id);
  const outcome = await runPrivacy(spec, quietContext(), placeOf(id, runDir));
  await store.save(record({ status: 'succeeded', outcome: { ...outcome } }));
  return {
    report: PrivacyReport.parse(JSON.parse(await readFile(join(runDir, 'report.json'), 'utf8'))),
    page: await readFile(join(runDir, 'report.html'), 'utf8'),
  };
}

beforeAll(async () => {
  library = await mkdtemp(join(tmpdir(), 'outis-privacy-'));
  syn = await addSet(library, { name: 'People', identities: 6, samples: 4 });
  real = await addSet(library, {
    kind: 'real',
    name: 'Volunteers',
    identities: 4,
    samples: 4,
    names: everyone,
    sizeBytes: 70,
  });
  await giveConsent(library, real, [
    consentRecord('Ada'),
    consentRecord('Bo', { purposes: ['training', 'evaluation'] }),
    consentRecord('Cy'),
    consentRecord('Di', { purposes: ['training'] }),
  ]);
});
afterAll(() => rm(library, { recursive: true }));

describe('a privacy report', () => {
  it('asks for scores where there are none, and is not made of real people', async () => {
    await expect(report()).rejects.toMatchObject({
      code: 'not-found',
      remedy: expect.stringContaining('outis score') as string,
    });
    await expect(report({ setId: real })).rejects.toMatchObject({ code: 'invalid-input' });
    expect((await readPrivacyState(library, syn)).state).toEqual({ state: 'missing' });
  });

  it('counts only people who agreed to be measured, and lists the most alike pairs', async () => {
    await scoreAll(syn);
    await scoreAll(real);
    const { report: made } = await report({ topK: 100 });
    expect(made.against).toMatchObject([{ name: 'Volunteers', people: 3, pictures: 12, withoutConsent: 4 }]);
    expect(made.nearestReal).toMatchObject({ samples: 24, impostor: { pairs: 48, isDrawn: false } });
    expect(made.nearestReal?.thresholds.map(({ status }) => status)).toEqual(['not-resolvable', 'not-resolvable']);
    expect(made.pairs.length).toBe(24);
    const cosines = made.pairs.map(({ cosine }) => cosine);
    expect(cosines).toEqual([...cosines].sort((a, b) => b - a));
    expect(made.nearestReal?.max).toBe(cosines[0]);
    expect(made.separability).toMatchObject({ genuineCount: 36, impostorCount: 240 });
    expect(made.separability?.auc).toBeGreaterThan(0.5);
    expect(made.duplicates).toMatchObject({ realPictures: 12, exact: 0 });
    expect(made.notTested.join(' ')).toContain('4 pictures of “Volunteers”');
  });

  it('leaves a set that is declared synthetic out of “every real set”, and refuses it by name', async () => {
    const request = { kind: 'real', name: 'DigiFace', identities: 2, samples: 4, declaredSynthetic: DIGIFACE } as const;
    const foreign = await addSet(library, request);
    expect((await report()).report.against.map(({ name }) => name)).toEqual(['Volunteers']);
    await expect(report({ against: [foreign] })).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('declared synthetic') as string,
    });
    await rm(setDir(library, foreign), { recursive: true });
  });

  it('is the same from fresh relations as from searching again', async () => {
    const searched = await report({ topK: 100 });
    const [own, other] = [await scoreAll(syn), await scoreAll(real)];
    await relateSet(own, [other], true, { context: quietContext(), place: placeOf('job_score', library) });
    const spec = PrivacySpec.parse({ kind: 'privacy', setId: syn });
    const sides = [await readOwnSide(library, spec, null), await readRealSides(library, spec)] as const;
    const relations = await knownRelations(library, ...sides);
    expect(relations.nearestReal?.at.every((at) => at >= 0)).toBe(true);
    expect(relations.nearestOther?.at.every((at) => at >= 0)).toBe(true);
    const known = await report({ topK: 100 });
    const parts = ({ nearestReal, pairs, collisions, duplicates }: PrivacyReport) => ({
      nearestReal,
      pairs,
      collisions,
      duplicates,
    });
    expect(parts(known.report)).toEqual(parts(searched.report));
  });

  it('shows nobody who did not agree to be shown, and no real face on the page at all', async () => {
    const { report: made, page } = await report({ topK: 100 });
    for (const { other, mayShow } of made.pairs) expect(mayShow).toBe(!other.sampleId.startsWith('i000001'));
    expect(page).not.toContain('<script');
    for (const name of everyone) expect(page).not.toContain(`>${name}<`);
    // As many pictures as synthetic samples are named; each real one is a plate.
    expect(page.match(/<img /g)?.length).toBe(24 + 2 * (made.collisions?.top.length ?? 0));
    expect(page.match(/Real face, not written out/g)?.length).toBe(24);
  });

  it('finds a real picture among the synthetic ones to the byte', async () => {
    const copy = await addSet(library, { kind: 'real', name: 'Copies', identities: 1, samples: 2, names: ['Eve'] });
    await giveConsent(library, copy, [consentRecord('Eve')]);
    await scoreAll(copy);
    const { report: made } = await report({ against: [copy] });
    expect(made.duplicates).toMatchObject({ realPictures: 2, exact: 2 });
    expect(made.duplicates?.pairs[0]).toMatchObject({ sample: 'i000000s0000', kind: 'exact' });
    expect(made.nearestReal).toMatchObject({ impostor: null, strangers: null });
    await rm(join(library, 'sets', copy), { recursive: true });
  });

  it('goes stale with a decision and with a verdict on a pair, and says why', async () => {
    await report();
    expect((await readPrivacyState(library, syn)).state).toMatchObject({ state: 'fresh' });
    const sample = SampleId.parse('i000002s0001');
    const reviews = await openReviewJournal(library, syn);
    await reviews.append({
      action: 'pair',
      sample,
      other: { setId: real, sampleId: SampleId.parse('i000000s0000') },
      verdict: 'false-alarm',
      cosine: 0.9,
      who: 'Ada',
    });
    await reviews.close();
    expect((await readPrivacyState(library, syn)).state).toMatchObject({
      state: 'stale',
      reason: 'Pairs were judged since.',
    });
    const journal = await openJournal(library, syn);
    await journal.append({
      action: 'decide',
      decision: 'exclude',
      samples: [sample],
      reason: 'wrong-identity',
      note: '',
      who: 'Ada <i>',
    });
    await journal.close();
    expect((await readPrivacyState(library, syn)).state).toMatchObject({
      state: 'stale',
      reason: 'One decision was made or taken back since.',
    });
    const { report: made, page } = await report({ topK: 100 });
    expect(made.counts).toMatchObject({ samples: 23, excluded: 1 });
    expect(made.nearestReal?.samples).toBe(23);
    expect(made.pairs.find((pair) => pair.sample === sample)).toMatchObject({
      decision: 'exclude',
      decidedBy: 'Ada <i>',
    });
    expect(page).toContain('Ada &lt;i&gt;');
    expect((await readPrivacyState(library, syn)).state).toMatchObject({ state: 'fresh' });
  });

  it('goes stale with a consent that is taken back', async () => {
    await giveConsent(library, real, [consentRecord('Cy', { status: 'withdrawn' })]);
    expect((await readPrivacyState(library, syn)).state).toMatchObject({
      state: 'stale',
      reason: expect.stringContaining('Volunteers') as string,
    });
  });

  it('says that nothing was tested where no real set is asked for', async () => {
    const { report: made, page } = await report({ against: [] });
    expect(made).toMatchObject({ nearestReal: null, duplicates: null, pairs: [] });
    expect(made.notTested[0]).toContain('no real set was searched');
    expect(page).toContain('Not tested');
  });
});
