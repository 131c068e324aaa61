import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ExportSpec } from '@shared/domain/jobs';
import { JobId, type SetId } from '@shared/domain/ids';
import { sampleId } from '@shared/domain/ids';
import { quietContext } from '../../../jobs/quietContext.testing';
import { openJournal } from '../../../storage/curationJournal';
import { addSet, consentRecord, giveConsent } from '../../../storage/library.testing';
import { createExportRunner } from '../export';

let library: string;
let syn: SetId;
let real: SetId;
let card: string;
let pdf: Buffer;

const SUBJECTS = ['Zora Unmistakable', 'Bo Nobody-Else', 'Cy Withdrawn'];
const notice = { version: '2026-03', sha256: 'e'.repeat(64) };

async function exportMix(jobId: string): Promise<string> {
  const spec = ExportSpec.parse({
    kind: 'export',
    name: `Mix ${jobId}`,
    syn: { setId: syn, samples: 3 },
    real: { setId: real, samples: 3 },
    allowFewer: true,
    unmarkedReason: 'made-up bytes that cannot carry a mark',
    pairsPerFold: 0,
  });
  const runDir = await mkdtemp(join(library, 'run-'));
  const place = {
    jobId: JobId.parse(jobId),
    libraryPath: library,
    runDir,
    resourcesDir: '',
    modelsDir: '',
    program: 'Outis test',
  };
  return (await createExportRunner()(spec, quietContext(), place)).exportDir ?? '';
}

beforeAll(async () => {
  library = await mkdtemp(join(tmpdir(), 'outis-datacard-'));
  syn = await addSet(library, { name: 'People', identities: 4, samples: 4, sizeBytes: 4000 });
  real = await addSet(library, {
    kind: 'real',
    name: 'Volunteers',
    identities: 3,
    samples: 4,
    names: SUBJECTS,
    sizeBytes: 4100,
  });
  const form = (name: string): string => `signed form of ${name}`;
  await giveConsent(library, real, [
    consentRecord('Zora Unmistakable', { biometric: true, notice, document: form('Zora'), expiresOn: '2999-01-01' }),
    consentRecord('Bo Nobody-Else', { purposes: ['evaluation', 'export'], document: form('Bo') }),
    consentRecord('Cy Withdrawn', { status: 'withdrawn' }),
  ]);
  const journal = await openJournal(library, syn);
  for (const [identity, reason, who] of [
    [0, 'blurred', 'Ada'],
    [1, 'blurred', 'Bea'],
    [2, 'artefact', 'Ada'],
  ] as const)
    await journal.append({
      action: 'decide',
      decision: 'exclude',
      samples: [sampleId(identity, 0)],
      reason,
      note: '',
      who,
    });
  await journal.close();
  const directory = await exportMix('job_card1');
  card = await readFile(join(directory, 'DATACARD.md'), 'utf8');
  pdf = await readFile(join(directory, 'DATACARD.pdf'));
});
afterAll(() => rm(library, { recursive: true }));

describe('the data card of an export', () => {
  it('counts decisions by reason and reviewer', () => {
    expect(card).toContain('| blurred | 2 |');
    expect(card).toContain('| artefact | 1 |');
    expect(card).toContain('Ada (2), Bea (1)');
    expect(card).toContain('| Kept, excluded, not decided | 0, 3, 13 |');
  });

  it('counts consents and names nobody', () => {
    expect(card).toContain('| training | 1 of 2 |');
    expect(card).toContain('| export | 2 of 2 |');
    expect(card).toContain('1 agreed, 0 refused, 1 not recorded');
    expect(card).toContain(`| 2026-03 | ${'e'.repeat(64)} | 1 |`);
    expect(card).toContain('| First consent to end | 2999-01-01 |');
    expect(card).toContain('4 samples of the real set stayed out for want of consent.');
    for (const word of ['Zora', 'Nobody-Else', 'Withdrawn', 'signed form']) expect(card).not.toContain(word);
  });

  it('says what was not done', () => {
    expect(card).toContain('Not computed: there is no quality card of the set as it goes out.');
    expect(card).toContain('Not tested: there is no privacy report of the set.');
    expect(card).toContain('Reason given: made-up bytes that cannot carry a mark');
  });

  it('is written, and says so, where review records and an old report are damaged', async () => {
    await writeFile(join(library, 'sets', syn, 'reviews.jsonl'), 'not a line of it\n');
    const run = join(library, 'runs', 'job_broken');
    await mkdir(run, { recursive: true });
    await writeFile(join(run, 'report.json'), '{"kind":"privacy"');
    const state = { status: 'cancelled', resumable: false };
    const spec = { kind: 'privacy', setId: syn };
    const record = { schema: 1, id: 'job_broken', title: 'x', spec, state, createdAt: '2026-01-01T00:00:00.000Z' };
    await writeFile(join(run, 'job.json'), JSON.stringify({ ...record, startedAt: null, endedAt: null }));
    const damaged = await readFile(join(await exportMix('job_card2'), 'DATACARD.md'), 'utf8');
    expect(damaged).toContain('cannot be checked: the review records are damaged');
    expect(damaged).toContain('Not tested: there is no privacy report of the set.');
  });

  it('comes as PDF too', () => {
    expect(pdf.toString('latin1', 0, 5)).toBe('%PDF-');
    expect(pdf.length).toBeGreaterThan(10_000);
  });
});
