import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JobId, sampleId, SetId, setIdOfJob } from '@shared/domain/ids';
import { TwinSpec } from '@shared/domain/jobs';
import { TwinReport } from '@shared/domain/report';
import type { SampleRow } from '@shared/domain/sample';
import { DEFAULT_GRAPHICS_OPTIONS } from '@shared/graphics/recipeOptions';
import { renderFaces } from '../../engine/fitting/renderedFaces.testing';
import { loadHeadModel } from '../../engine/generators/graphics/loadHeadModel';
import { createSampleRenderer } from '../../engine/generators/graphics/sampleRenderer';
import { initCodecs, type ImageCodecs } from '../../engine/image/codecs';
import { encodeJpeg } from '../../engine/image/encodeJpeg';
import type { RgbImage } from '../../engine/image/rgbImage';
import type { JobContext, JobPlace } from '../../jobs/jobContext';
import { appendRegister } from '../../storage/consentRegister';
import { infoOf } from '../../storage/library.testing';
import { setDir } from '../../storage/libraryPaths';
import { readSampleRows } from '../../storage/sampleTable';
import { createSet, readSetInfo } from '../../storage/setStore';
import { openSetWriter } from '../../storage/setWriter';
import { fakePixelEngine } from '../fakePixelEngine.testing';
import type { PixelEngine } from '../pixelEngine';
import { createTwinRunner } from './twin';

/** A set of “real” people who are rendered themselves; nobody stands in any test. */
const REAL = SetId.parse('ds_realpeople');
const SUBJECTS = ['Ana_Real', 'Bo_Real', 'Cy_Refuses'];
const resources = join(process.cwd(), 'resources');
let library: string;
let codecs: ImageCodecs;
let engine: PixelEngine;
/** Pictures that are drawn before the world ends; infinite by default. */
let drawsLeft = Infinity;

const context = (): JobContext & { readonly signal: { aborted: boolean }; phases: Set<string> } => {
  const phases = new Set<string>();
  return {
    signal: { aborted: false },
    phases,
    progress: ({ phase }) => phases.add(phase),
    metric: () => undefined,
    log: () => undefined,
  };
};
const placeFor = (jobId: string): JobPlace => ({
  jobId: JobId.parse(jobId),
  libraryPath: library,
  runDir: join(library, 'runs', jobId),
  resourcesDir: resources,
  modelsDir: join(process.cwd(), 'node_modules', '@vladmandic', 'face-api', 'model'),
  program: 'Outis test',
});

async function run(jobId: string, more: Partial<TwinSpec> = {}, ctx = context()) {
  const place = placeFor(jobId);
  await mkdir(place.runDir, { recursive: true });
  const spec = TwinSpec.parse({
    kind: 'twin',
    setId: REAL,
    name: 'Twin',
    twin: { largestCosineToReal: 0.99 },
    ...more,
  });
  const outcome = await createTwinRunner(engine)(spec, ctx, place);
  const report = TwinReport.parse(JSON.parse(await readFile(join(place.runDir, 'report.json'), 'utf8')));
  return { outcome, report, setId: setIdOfJob(place.jobId), ctx };
}
const hashesOf = async (setId: SetId): Promise<string[]> =>
  (await readSampleRows(library, setId)).map((row) => `${row.id} ${row.sha256}`);

async function makeRealSet(pictures: readonly (readonly [identity: number, sample: number, image: RgbImage])[]) {
  await createSet(library, infoOf(REAL, { kind: 'real', name: 'Volunteers', identities: 3, samples: 3 }));
  const writer = await openSetWriter(library, REAL);
  const rows: SampleRow[] = [];
  const files: { path: string; bytes: Uint8Array }[] = [];
  for (const [identityIndex, sampleIndex, image] of pictures) {
    const bytes = encodeJpeg(codecs, image, { quality: 95 });
    const path = `images/${identityIndex + 1}/${sampleIndex + 1}.jpg`;
    const name = SUBJECTS[identityIndex] ?? '';
    rows.push({
      id: sampleId(identityIndex, sampleIndex),
      identityIndex,
      sampleIndex,
      identityName: name,
      file: path,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      widthPx: 112,
      heightPx: 112,
      sizeBytes: bytes.length,
      partnerIndex: -1,
      weight: 1,
      source: `${name}/${name}_000${sampleIndex + 1}.jpg`,
      numbers: {},
    });
    files.push({ path, bytes });
  }
  await writer.commitBatch(0, rows, files);
  await writer.finish();
  await appendRegister(
    library,
    SUBJECTS.map((subject, i) => ({
      who: 'test',
      setId: REAL,
      source: null,
      sourceSha256: null,
      record: {
        subject,
        status: 'given' as const,
        purposes: i === 2 ? (['display', 'evaluation'] as const).slice() : (['training'] as const).slice(),
        date: '2024-01-01',
        document: 'form',
      },
    })),
  );
}

beforeAll(async () => {
  library = await mkdtemp(join(tmpdir(), 'outis-twin-'));
  codecs = await initCodecs(join(resources, 'built', 'codecs'));
  const { model } = await loadHeadModel(join(resources, 'built', 'head-model'));
  const fake = fakePixelEngine();
  engine = {
    ...fake,
    open: (recipe) => {
      const renderer = createSampleRenderer(recipe, null, model, codecs);
      return {
        threadCount: 1,
        render: (task) => {
          if (!('given' in task)) return Promise.reject(new Error('a twin is drawn from given factors'));
          if (drawsLeft-- <= 0) return Promise.reject(new Error('killed'));
          return Promise.resolve(
            task.given.map((given) => {
              const sample = renderer.renderGiven(task.identityIndex, given);
              return { ...sample, sha256: createHash('sha256').update(sample.bytes).digest('hex') };
            }),
          );
        },
        close: () => Promise.resolve(),
      };
    },
  };
  const faces = renderFaces(model, 99, 4, { ...DEFAULT_GRAPHICS_OPTIONS, poseStrength: 0.5 });
  const blank: RgbImage = { rgb: new Uint8Array(112 * 112 * 3).fill(90), widthPx: 112, heightPx: 112 };
  const at = (i: number): RgbImage => faces[i]?.crop ?? blank;
  await makeRealSet([
    [0, 0, at(0)],
    [0, 1, at(1)],
    [0, 2, blank],
    [1, 0, at(2)],
    [2, 0, at(3)],
  ]);
  await writeFile(join(library, 'pairs.txt'), '1\t1\nAna_Real\t1\t2\nAna_Real\t1\tBo_Real\t1\n');
}, 120_000);
afterAll(() => rm(library, { recursive: true, force: true }));

describe('twin runner', { timeout: 180_000 }, () => {
  it('keeps the structure, lists what cannot be fitted, reads nobody who does not allow it, and carries the pairs over', async () => {
    const { report, setId, ctx } = await run('job_twin00001', { pairsFile: join(library, 'pairs.txt') });
    expect([...ctx.phases]).toEqual(['fit', 'choose', 'render', 'compare']);
    expect(report.structure).toEqual({
      subjectsAsked: 2,
      subjectsMade: 2,
      samplesAsked: 4,
      samplesMade: 3,
      excluded: 0,
      withoutConsent: 1,
    });
    expect(report.notFitted).toMatchObject([{ ofSample: sampleId(0, 2), reason: 'blank' }]);
    expect(report.strangers.judge.weightsSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(report.pairs).toMatchObject({ asked: 2, written: 2, missing: [] });
    expect(await readFile(join(setDir(library, setId), 'pairs.txt'), 'utf8')).toBe(
      '1\t1\n00001\t1\t2\n00001\t1\t00002\t1\n',
    );
    expect(await readSetInfo(library, setId)).toMatchObject({
      kind: 'syn',
      state: 'complete',
      counts: { identities: 2, samples: 3 },
      twin: { ofSetId: REAL, ofSetName: 'Volunteers' },
    });
    expect((await readSampleRows(library, setId)).map(({ file, source }) => [file, source])).toEqual([
      ['images/00001/001.jpg', ''],
      ['images/00001/002.jpg', ''],
      ['images/00002/001.jpg', ''],
    ]);
  });

  it('holds no real name and no real picture', async () => {
    const setId = setIdOfJob(JobId.parse('job_twin00001'));
    const real = new Set((await readSampleRows(library, REAL)).map(({ sha256 }) => sha256));
    const files = await filesBelow(setDir(library, setId));
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) {
      const bytes = await readFile(file);
      expect(real.has(createHash('sha256').update(bytes).digest('hex')), file).toBe(false);
      for (const name of SUBJECTS) expect(`${file} ${bytes.toString('latin1')}`.includes(name), file).toBe(false);
    }
  });

  it('draws the same bytes after a kill, and with another seed other people', async () => {
    const whole = await hashesOf(setIdOfJob(JobId.parse('job_twin00001')));
    drawsLeft = 1;
    await expect(run('job_twin00002')).rejects.toThrow('killed');
    drawsLeft = Infinity;
    const resumed = await run('job_twin00002');
    expect(resumed.ctx.phases.has('fit')).toBe(false);
    expect(await hashesOf(resumed.setId)).toEqual(whole);
    const other = await run('job_twin00003', {
      twin: TwinSpec.shape.twin.parse({ seed: 9, largestCosineToReal: 0.99 }),
    });
    expect(await hashesOf(other.setId)).not.toEqual(whole);
  });

  it('says so when nobody is unlike enough, when a set is not real, and when it is cancelled', async () => {
    const twin = TwinSpec.shape.twin.parse({ largestCosineToReal: -1 });
    await expect(run('job_twin00004', { twin })).rejects.toMatchObject({ code: 'invalid-input' });
    const syn = setIdOfJob(JobId.parse('job_twin00001'));
    await expect(run('job_twin00005', { setId: syn })).rejects.toMatchObject({ code: 'invalid-input' });
    const ctx = context();
    ctx.signal.aborted = true;
    await expect(run('job_twin00006', {}, ctx)).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('refuses a set of which nobody allows training', async () => {
    const withdrawn = SUBJECTS.slice(0, 2).map((subject) => ({
      who: 'test',
      setId: REAL,
      source: null,
      sourceSha256: null,
      record: { subject, status: 'withdrawn' as const, purposes: [], date: '2024-02-01', document: 'letter' },
    }));
    await appendRegister(library, withdrawn);
    await expect(run('job_twin00007')).rejects.toMatchObject({ code: 'no-consent' });
  });
});

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const lists = await Promise.all(
    entries.map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : Promise.resolve([path]);
    }),
  );
  return lists.flat();
}
