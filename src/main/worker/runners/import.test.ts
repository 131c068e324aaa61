import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ImportSpec } from '@shared/domain/jobs';
import { JobId, setIdOfJob } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import type { JobContext, JobPlace } from '../../jobs/jobContext';
import { quietContext } from '../../jobs/quietContext.testing';
import { readAudit } from '../../storage/auditLog';
import { readImportIssues } from '../../storage/importLog';
import { setDir } from '../../storage/libraryPaths';
import { readSampleRows } from '../../storage/sampleTable';
import { readSetInfo } from '../../storage/setStore';
import { readUsableSamples } from '../../storage/usableSamples';
import { runImport } from './import';
import { runPlace } from './place';

/** Rendered heads of nobody; the detector finds a face in both. */
const FACES = join(process.cwd(), 'fixtures', 'images');
const CONSENT = `subject,status,purposes,date,document
ana,given,training|evaluation|export|display,2024-01-01,form-1
bo,refused,,2024-01-01,form-2
cy,given,training,2024-01-01,form-3
nobody-here,given,training,2024-01-01,form-4
`;

let root: string;
const placeFor = (jobId: string): JobPlace => ({
  jobId: JobId.parse(jobId),
  libraryPath: join(root, 'library'),
  runDir: join(root, 'run'),
  resourcesDir: join(process.cwd(), 'resources'),
  modelsDir: join(process.cwd(), 'node_modules', '@vladmandic', 'face-api', 'model'),
  program: 'Outis test',
});
const spec = (): ImportSpec =>
  ImportSpec.parse({
    kind: 'import',
    name: 'Volunteers',
    folder: join(root, 'folder'),
    consentFile: join(root, 'consent.csv'),
  });

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'outis-import-'));
  const folder = join(root, 'folder');
  for (const subject of ['ana', 'bo', 'cy', 'dee']) await mkdir(join(folder, subject), { recursive: true });
  await copyFile(join(FACES, 'synthetic-face-1.jpg'), join(folder, 'ana', '1.jpg'));
  await writeFile(join(folder, 'ana', '2.jpg'), '');
  await writeFile(join(folder, 'ana', '3.pgm'), `P5 64 64 255\n${'\x40'.repeat(64 * 64)}`, 'latin1');
  await copyFile(join(FACES, 'synthetic-face-2.jpg'), join(folder, 'bo', '1.jpg'));
  // A JPEG under another name.
  await copyFile(join(FACES, 'synthetic-face-2.jpg'), join(folder, 'cy', 'wrong.png'));
  await copyFile(join(FACES, 'synthetic-face-2.jpg'), join(folder, 'dee', '1.jpg'));
  await symlink('/etc/hostname', join(folder, 'ana', 'link.jpg'));
  await writeFile(join(root, 'consent.csv'), CONSENT);
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('import runner', () => {
  const jobId = 'job_import01';
  const setId = setIdOfJob(JobId.parse(jobId));

  it('makes samples of consenting subjects and lists everything else with its reason', async () => {
    const outcome = await runImport(spec(), quietContext(), placeFor(jobId));
    expect(outcome.setId).toBe(setId);
    const { libraryPath } = placeFor(jobId);
    const rows = await readSampleRows(libraryPath, setId);
    expect(rows.map(({ identityName, source }) => [identityName, source])).toEqual([
      ['ana', 'ana/1.jpg'],
      ['cy', 'cy/wrong.png'],
    ]);
    const reasons = Object.fromEntries(
      (await readImportIssues(libraryPath, setId)).map(({ path, reason }) => [path.split('/').at(-1) ?? '', reason]),
    );
    expect(reasons).toMatchObject({
      '2.jpg': 'unreadable',
      '3.pgm': 'no-face',
      'link.jpg': 'symbolic-link',
      '1.jpg': 'no-consent',
      'consent.csv: nobody-here': 'unknown-subject',
    });
    expect(await readSetInfo(libraryPath, setId)).toMatchObject({ kind: 'real', state: 'complete' });
  });

  it('stores no pixel of a subject who did not consent', async () => {
    const folders = await readdir(join(setDir(placeFor(jobId).libraryPath, setId), 'images'));
    expect(folders).toEqual(['000001', '000003']);
  });

  it('lets each subject be used for what was agreed only', async () => {
    const at = new Date().toISOString();
    const { libraryPath } = placeFor(jobId);
    const exported = await readUsableSamples(libraryPath, setId, 'export', { at });
    expect(exported.rows.map(({ identityName }) => identityName)).toEqual(['ana']);
    expect(exported.withoutConsentCount).toBe(1);
  });

  it('makes a sample of a refused picture by points set by hand, once', async () => {
    const placed = { kind: 'place', setId, path: 'ana/3.pgm' } as const;
    const landmarks5: [number, number][] = [
      [22, 24],
      [42, 24],
      [32, 36],
      [25, 46],
      [39, 46],
    ];
    await runPlace({ ...placed, landmarks5 }, quietContext(), placeFor('job_place001'));
    const { libraryPath } = placeFor(jobId);
    expect((await readSampleRows(libraryPath, setId)).map(({ source }) => source)).toContain('ana/3.pgm');
    expect((await readImportIssues(libraryPath, setId)).find(({ path }) => path === 'ana/3.pgm')?.resolved).toBe(true);
    await expect(runPlace({ ...placed, landmarks5 }, quietContext(), placeFor('job_place002'))).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('refuses to place a picture of a subject who did not consent', async () => {
    const landmarks5: [number, number][] = [
      [60, 60],
      [100, 60],
      [80, 80],
      [65, 105],
      [95, 105],
    ];
    const refused = runPlace(
      { kind: 'place', setId, path: 'bo/1.jpg', landmarks5 },
      quietContext(),
      placeFor('job_place003'),
    );
    await expect(refused).rejects.toMatchObject({ code: 'no-consent' });
  });

  it('refuses a consent file that lets nobody in, naming its first fault, and makes no set', async () => {
    const consentFile = join(root, 'bad.csv');
    await writeFile(consentFile, 'subject,status,purposes,date,document\nana,perhaps,training,2024-01-01,form-1\n');
    const place = placeFor('job_import03');
    await expect(runImport({ ...spec(), consentFile }, quietContext(), place)).rejects.toMatchObject({
      code: 'invalid-input',
      place: expect.stringMatching(/bad\.csv:2/) as string,
    });
    await expect(readSetInfo(place.libraryPath, setIdOfJob(place.jobId))).rejects.toMatchObject({ code: 'not-found' });
  });

  it('asks nobody of a set that is declared synthetic, and says in the log whose word that is, once', async () => {
    const declaredSynthetic = { by: 'kim', source: 'DCFace, CVPR 2023', how: 'generated' } as const;
    const place = placeFor('job_import04');
    const declared = { ...spec(), consentFile: null, declaredSynthetic };
    const signal = { aborted: false };
    const stopping: JobContext = {
      ...quietContext(signal),
      progress: ({ phase }) => (signal.aborted = phase === 'import'),
    };
    await expect(runImport(declared, stopping, place)).rejects.toBeInstanceOf(Failure);
    await runImport(declared, quietContext(), place);
    const id = setIdOfJob(place.jobId);
    expect(await readSetInfo(place.libraryPath, id)).toMatchObject({ kind: 'real', source: { declaredSynthetic } });
    expect(await readUsableSamples(place.libraryPath, id, 'export')).toMatchObject({
      rows: [{ identityName: 'ana' }, { identityName: 'bo' }, { identityName: 'cy' }, { identityName: 'dee' }],
      withoutConsentCount: 0,
    });
    const { lines } = await readAudit(place.libraryPath);
    const said = lines.filter(({ action }) => action === 'import.declared');
    expect(said.map(({ subject, detail }) => [subject, detail])).toEqual([[id, declaredSynthetic]]);
  });

  it('ends alike when it was stopped and resumed', async () => {
    const place = placeFor('job_import02');
    const signal = { aborted: false };
    const stopping: JobContext = { ...quietContext(signal), progress: ({ done }) => (signal.aborted = done > 0) };
    await expect(runImport(spec(), stopping, place)).rejects.toBeInstanceOf(Failure);
    await runImport(spec(), quietContext(), place);
    const rows = await readSampleRows(place.libraryPath, setIdOfJob(place.jobId));
    const first = await readSampleRows(place.libraryPath, setId);
    const hashes = new Map(first.map(({ id, sha256 }) => [id, sha256]));
    expect(rows).toHaveLength(2);
    for (const { id, sha256 } of rows) expect(sha256).toBe(hashes.get(id));
  });
});
