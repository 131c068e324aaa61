import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CardReport, CardSpec } from '@shared/domain/card';
import { JobId, type SetId } from '@shared/domain/ids';
import type { Scorer } from '@shared/domain/scores';
import type { JobPlace } from '../../jobs/jobContext';
import { quietContext } from '../../jobs/quietContext.testing';
import { addSet, consentRecord, giveConsent } from '../../storage/library.testing';
import { TEST_JUDGE, testEmbeddings } from '../../storage/scores/judge.testing';
import { readScoredSamples, type ScoredSamples } from '../../storage/scores/scoredSamples';
import { openScoreWriter } from '../../storage/scores/scoreWriter';
import type { ScoreRows } from '../../storage/scores/scoreTypes';
import { runCard } from './card';

const jobId = JobId.parse('job_card1');
let library: string;
let syn: SetId;
let real: SetId;

const context = quietContext();

async function write(samples: ScoredSamples, scorer: Scorer, columns: Pick<ScoreRows, 'reals' | 'embeddings'>) {
  const { identityIndex, sampleIndex } = samples.columns.integers;
  const other = scorer === 'relations' ? await readScoredSamples(library, real) : null;
  const writer = await openScoreWriter({
    libraryPath: library,
    setId: samples.info.id,
    samples,
    scorer,
    judge: TEST_JUDGE,
    jobId,
    batchSize: 1000,
    against:
      other === null
        ? []
        : [
            {
              setId: real,
              name: 'Volunteers',
              kind: 'real',
              samples: other.rows.length,
              withoutConsent: other.withoutConsent,
              judgeFingerprint: '',
              samplesSha256: other.samplesSha256,
            },
          ],
  });
  await writer.commit(0, {
    identityIndex: Int32Array.from(samples.rows, (row) => identityIndex[row]),
    sampleIndex: Int32Array.from(samples.rows, (row) => sampleIndex[row]),
    integers: new Map(),
    ...columns,
  });
  await writer.finish();
}

async function judge(setId: SetId): Promise<ScoredSamples> {
  const samples = await readScoredSamples(library, setId);
  const embeddings = testEmbeddings(samples, samples.rows, setId === real ? 1 : 0);
  await write(samples, 'judge', { reals: new Map(), embeddings });
  return samples;
}

async function card(setId: SetId): Promise<CardReport> {
  const place: JobPlace = {
    jobId,
    libraryPath: library,
    runDir: library,
    resourcesDir: '',
    modelsDir: '',
    program: 'Outis test',
  };
  await runCard(CardSpec.parse({ kind: 'card', setId }), context, place);
  return CardReport.parse(JSON.parse(await readFile(join(library, 'report.json'), 'utf8')));
}

beforeAll(async () => {
  library = await mkdtemp(join(tmpdir(), 'outis-card-'));
  syn = await addSet(library, { name: 'Syn', identities: 6, samples: 4 });
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
    consentRecord('Cy', { purposes: ['training'] }),
  ]);
});
afterAll(() => rm(library, { recursive: true }));

describe('a quality card', () => {
  it('asks for scores where there are none', async () => {
    await expect(card(syn)).rejects.toMatchObject({
      code: 'not-found',
      remedy: expect.stringContaining('outis score') as string,
    });
  });

  it('says that likeness to real people was not tested where no real set was searched', async () => {
    await judge(syn);
    const report = await card(syn);
    expect(report.nearestReal).toBeNull();
    expect(report.cautions.join(' ')).toContain('not tested');
    expect(report.separability).toMatchObject({ people: 6, genuineCount: 36, impostorCount: 240 });
    expect(report.plane.people.length).toBe(6);
  });

  it('holds samples against real people, of whom only those who agreed to be measured are counted', async () => {
    await judge(real);
    const samples = await readScoredSamples(library, syn);
    const nearest = Float32Array.from(samples.rows, (_, i) => i / 100);
    await write(samples, 'relations', { reals: new Map([['judge.nearestReal', nearest]]), embeddings: null });
    const report = await card(syn);
    expect(report.nearestReal).toMatchObject({
      sets: ['Volunteers'],
      samples: 24,
      max: expect.closeTo(0.23, 5) as number,
    });
    // Two of three people with four pictures each.
    expect(report.nearestReal?.realStrangers?.samples).toBe(8);
    expect(report.plane.people.filter(({ origin }) => origin === 'real').map(({ name }) => name)).toEqual([
      'Ada',
      'Bo',
    ]);
  });

  it('is the same for an equal seed', async () => {
    const [first, second] = [await card(syn), await card(syn)];
    expect({ ...second, createdAt: '' }).toEqual({ ...first, createdAt: '' });
  });
});
