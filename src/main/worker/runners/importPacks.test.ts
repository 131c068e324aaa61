import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JobId, setIdOfJob } from '@shared/domain/ids';
import { ImportSpec } from '@shared/domain/jobs';
import type { OpenWriter } from '../../formats/packs/datasetWriter';
import { packedImage, packPlan } from '../../formats/packs/packs.testing';
import { openRecordioWriter } from '../../formats/recordio/recordioWriter';
import { openLmdbWriter } from '../../formats/lmdb/lmdbWriter';
import type { JobContext, JobPlace, ProgressUpdate } from '../../jobs/jobContext';
import { readImportIssues } from '../../storage/importLog';
import { readImportPlan, writeImportPlan } from '../../storage/importPlan';
import { readSampleRows } from '../../storage/sampleTable';
import { readSetInfo } from '../../storage/setStore';
import { runImport } from './import';

/** Rendered heads of nobody; the detector finds a face in both. */
const FACES = join(process.cwd(), 'fixtures', 'images');
const NO_FACE = Buffer.from(`P5 64 64 255\n${'\x40'.repeat(64 * 64)}`, 'latin1');
const CONSENT = `subject,status,purposes,date,document
00000,given,training|evaluation,2024-01-01,form-1
00002,given,training,2024-01-01,form-2
`;

let root: string;
let faces: readonly Uint8Array[];

const context = (
  progress: (update: ProgressUpdate) => void = () => undefined,
  signal = { aborted: false },
): JobContext => ({
  signal,
  progress,
  metric: () => undefined,
  log: () => undefined,
});
const placeFor = (jobId: string): JobPlace => ({
  jobId: JobId.parse(jobId),
  libraryPath: join(root, 'library'),
  runDir: join(root, 'run'),
  resourcesDir: join(process.cwd(), 'resources'),
  modelsDir: join(process.cwd(), 'node_modules', '@vladmandic', 'face-api', 'model'),
  program: 'Outis test',
});
const specOf = (folder: string): ImportSpec =>
  ImportSpec.parse({ kind: 'import', name: 'Bought', folder, consentFile: join(root, 'consent.csv') });

/** Two pictures of class 0, one of class 1, `last` of class 2, of which the first shows nobody. */
async function writePack(name: string, open: OpenWriter, last = 2): Promise<string> {
  const folder = join(root, name);
  await mkdir(folder);
  const writer = await open(folder, packPlan([2, 1, last]));
  const labels = [0, 0, 1, ...Array.from({ length: last }, () => 2)];
  for (const [index, label] of labels.entries())
    writer.add(packedImage(index, label, index === 3 ? NO_FACE : (faces[index % 2] ?? NO_FACE)));
  await writer.finish();
  return folder;
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'outis-import-packs-'));
  faces = await Promise.all([1, 2].map((which) => readFile(join(FACES, `synthetic-face-${which}.jpg`))));
  await writeFile(join(root, 'consent.csv'), CONSENT);
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('import of a pack', () => {
  it('takes in who consents by label, and lists the others by their place in the pack', async () => {
    const folder = await writePack('rec', openRecordioWriter);
    const place = placeFor('job_packs001');
    const setId = setIdOfJob(place.jobId);
    await runImport(specOf(folder), context(), place);
    const rows = await readSampleRows(place.libraryPath, setId);
    expect(rows.map(({ id, identityName, source }) => [id, identityName, source])).toEqual([
      ['i000000s0000', '00000', 'train.rec#1'],
      ['i000000s0001', '00000', 'train.rec#2'],
      ['i000002s0001', '00002', 'train.rec#5'],
    ]);
    const issues = await readImportIssues(place.libraryPath, setId);
    expect(issues.map(({ path, subject, reason, placeable }) => [path, subject, reason, placeable])).toEqual([
      ['train.rec#3', '00001', 'no-consent', false],
      ['train.rec#4', '00002', 'no-face', false],
    ]);
    expect(await readSetInfo(place.libraryPath, setId)).toMatchObject({
      state: 'complete',
      source: { folder, pack: 'recordio', refusedCount: 2 },
    });
  });

  it('ends alike from a single file, and when it was stopped and resumed', async () => {
    const file = join(await writePack('vec', openLmdbWriter), 'train.lmdb');
    const [whole, halves] = [placeFor('job_packs002'), placeFor('job_packs003')];
    await runImport(specOf(file), context(), whole);
    const signal = { aborted: false };
    const stop = ({ phase, done }: ProgressUpdate): void => void (signal.aborted ||= phase === 'import' && done === 2);
    await expect(runImport(specOf(file), context(stop, signal), halves)).rejects.toMatchObject({ code: 'cancelled' });
    await runImport(specOf(file), context(), halves);
    const rowsOf = (place: JobPlace): Promise<unknown> => readSampleRows(place.libraryPath, setIdOfJob(place.jobId));
    expect(await rowsOf(halves)).toEqual(await rowsOf(whole));
  });

  it('stores nothing more of who withdrew while it was stopped', async () => {
    const folder = await writePack('withdrawn', openRecordioWriter);
    const place = placeFor('job_packs004');
    const setId = setIdOfJob(place.jobId);
    const signal = { aborted: false };
    const stop = ({ phase }: ProgressUpdate): void => void (signal.aborted = phase === 'import');
    await expect(runImport(specOf(folder), context(stop, signal), place)).rejects.toMatchObject({ code: 'cancelled' });
    const plan = await readImportPlan(place.libraryPath, setId);
    const subjects = plan.subjects.map((one, i) => (i === 0 ? { ...one, subject: 'withdrawn-wd_000000000001' } : one));
    await writeImportPlan(place.libraryPath, setId, { ...plan, subjects });
    await runImport(specOf(folder), context(), place);
    expect((await readSampleRows(place.libraryPath, setId)).map(({ source }) => source)).toEqual(['train.rec#5']);
  });

  it('refuses to go on with a pack that is another one now, and keeps what it has', async () => {
    const folder = await writePack('changed', openRecordioWriter);
    const place = placeFor('job_packs005');
    const signal = { aborted: false };
    const stop = ({ phase }: ProgressUpdate): void => void (signal.aborted = phase === 'import');
    await expect(runImport(specOf(folder), context(stop, signal), place)).rejects.toMatchObject({ code: 'cancelled' });
    await rm(folder, { recursive: true });
    await writePack('changed', openRecordioWriter, 3);
    await expect(runImport(specOf(folder), context(), place)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('makes no set of a pack that is cut anywhere, of pairs, or of an export’s outer folder', async () => {
    const folder = await writePack('cut', openRecordioWriter);
    const place = placeFor('job_packs006');
    await truncate(join(folder, 'train.rec'), 8000);
    await expect(runImport(specOf(folder), context(), place)).rejects.toMatchObject({ code: 'corrupt-data' });
    const pairs = join(process.cwd(), 'fixtures', 'formats', 'verification_py3_protocol4.bin');
    await expect(runImport(specOf(pairs), context(), place)).rejects.toMatchObject({
      code: 'invalid-input',
      remedy: expect.stringContaining('outis verify') as string,
    });
    const exported = join(root, 'exported');
    await mkdir(join(exported, 'images', '00000'), { recursive: true });
    await writeFile(join(exported, 'images', '00000', '1.jpg'), faces[0] ?? NO_FACE);
    await writeFile(join(exported, 'dataset.json'), '{}');
    await expect(runImport(specOf(exported), context(), place)).rejects.toMatchObject({
      code: 'invalid-input',
      remedy: expect.stringContaining(join(exported, 'images')) as string,
    });
    await expect(readSetInfo(place.libraryPath, setIdOfJob(place.jobId))).rejects.toMatchObject({ code: 'not-found' });
  });
});
