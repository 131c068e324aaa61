import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import { ComposeSpec } from '@shared/domain/compose';
import { Coefficients, coefficientsOf } from '@shared/domain/coefficients';
import { DatasetInfo } from '@shared/domain/exportManifest';
import { JobId, sampleId, SetId, setIdOfJob } from '@shared/domain/ids';
import { ExportSpec } from '@shared/domain/jobs';
import { ProveReport } from '@shared/domain/report';
import { sampleIdentity, sampleShot } from '@shared/graphics/factors';
import type { HeadModel } from '@shared/graphics/headModel';
import { DEFAULT_GRAPHICS_OPTIONS } from '@shared/graphics/recipeOptions';
import { loadHeadModel } from '../../engine/generators/graphics/loadHeadModel';
import { createSampleRenderer } from '../../engine/generators/graphics/sampleRenderer';
import { initCodecs, type ImageCodecs } from '../../engine/image/codecs';
import type { JobPlace } from '../../jobs/jobContext';
import { quietContext } from '../../jobs/quietContext.testing';
import { readSampleFactors } from '../../storage/coefficients/factorStore';
import { infoOf } from '../../storage/library.testing';
import { readSampleRows } from '../../storage/sampleTable';
import { createSet, readSetInfo } from '../../storage/setStore';
import { fakePixelEngine } from '../fakePixelEngine.testing';
import type { PixelEngine } from '../pixelEngine';
import { createComposeRunner } from './compose';
import { createExportRunner } from './export';
import { createProveRunner } from './prove';

const resources = join(process.cwd(), 'resources');
const context = quietContext();
let model: HeadModel;
let codecs: ImageCodecs;
let library: string;
/** Tasks until the world ends. */
let tasksLeft = Infinity;

beforeAll(async () => {
  ({ model } = await loadHeadModel(join(resources, 'built', 'head-model')));
  codecs = await initCodecs(join(resources, 'built', 'codecs'));
});
beforeEach(async () => {
  library = await mkdtemp(join(tmpdir(), 'outis-compose-'));
  tasksLeft = Infinity;
});
afterEach(() => rm(library, { recursive: true, force: true }));
afterAll(() => {
  tasksLeft = Infinity;
});

const engine = (version = '1'): PixelEngine => ({
  ...fakePixelEngine(version),
  open: (recipe) => {
    const renderer = createSampleRenderer(recipe, null, model, codecs);
    return {
      threadCount: 1,
      render: (task) => {
        if (!('given' in task)) return Promise.reject(new Error('hand-made people are drawn from given factors'));
        if (tasksLeft-- <= 0) return Promise.reject(new Error('killed'));
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
});

const placeFor = (jobId: string): JobPlace => ({
  jobId: JobId.parse(jobId),
  libraryPath: library,
  runDir: join(library, 'runs', jobId),
  resourcesDir: resources,
  modelsDir: '',
  program: 'Outis test',
});

/** Somebody of seed 3, moved by hand. */
function person(candidate: number): Coefficients {
  const identity = sampleIdentity(model, 3, candidate, DEFAULT_GRAPHICS_OPTIONS);
  identity.coefficients[0] = 1.5;
  return coefficientsOf({ identity, shot: sampleShot(model, 3, candidate, 9, DEFAULT_GRAPHICS_OPTIONS) });
}

const NEW = { type: 'new', name: 'By hand', seed: 8 } as const;

async function compose(
  jobId: string,
  into: object,
  people: readonly (readonly [coefficients: Coefficients, samples: number])[],
  version?: string,
) {
  const spec = ComposeSpec.parse({
    kind: 'compose',
    into,
    people: people.map(([coefficients, samples]) => ({ coefficients, samples })),
  });
  return createComposeRunner(engine(version))(spec, context, placeFor(jobId));
}

const rowsOf = (setId: SetId) => readSampleRows(library, setId);
const hashesOf = async (setId: SetId): Promise<string[]> =>
  (await rowsOf(setId)).map(({ id, file, sha256 }) => `${id} ${file} ${sha256}`);

describe('compose runner', () => {
  it('makes a set of hand-made people: the shot that was looked at first, then drawn ones', async () => {
    const outcome = await compose('job_first', NEW, [
      [person(0), 3],
      [person(1), 2],
    ]);
    const setId = setIdOfJob(JobId.parse('job_first'));
    expect(outcome).toMatchObject({ setId, summary: 'By hand: 5 samples of 2 hand-made people' });
    expect(await readSetInfo(library, setId)).toMatchObject({
      state: 'complete',
      counts: { identities: 2, samples: 5 },
      recipe: { identities: 2, samples: 3, seed: 8 },
      composed: { people: 2 },
    });
    const rows = await rowsOf(setId);
    expect(rows.map(({ file }) => file)).toEqual([
      'images/00001/001.jpg',
      'images/00001/002.jpg',
      'images/00001/003.jpg',
      'images/00002/001.jpg',
      'images/00002/002.jpg',
    ]);
    expect(rows.map(({ identityName }) => identityName)).toEqual(['00001', '00001', '00001', '00002', '00002']);
    const saved = await Promise.all(rows.map(({ id }) => readSampleFactors(library, setId, id)));
    const whole = saved.map((factors) => (factors === null ? null : coefficientsOf(factors)));
    expect(whole[0]).toEqual(person(0));
    expect(whole[3]).toEqual(person(1));
    expect(whole[2]?.identity).toEqual(person(0).identity);
    expect(whole[2]?.pose).not.toEqual(person(0).pose);

    // The same people in the same places give the same bytes.
    await compose('job_second', NEW, [
      [person(0), 3],
      [person(1), 2],
    ]);
    expect(await hashesOf(setIdOfJob(JobId.parse('job_second')))).toEqual(await hashesOf(setId));
  }, 60_000);

  it('takes short coefficients, whose rest is supposed', async () => {
    const short = { ...person(0), meshes: undefined, requested: undefined };
    await compose('job_first', NEW, [[Coefficients.parse(short), 1]]);
    const rows = await rowsOf(setIdOfJob(JobId.parse('job_first')));
    expect(rows.map(({ identityName }) => identityName)).toEqual(['00001']);
  }, 60_000);

  it('adds people behind those who are there, whole or not at all, with the same bytes after a kill', async () => {
    const setId = setIdOfJob(JobId.parse('job_first'));
    const append = { type: 'append', setId };
    await compose('job_first', NEW, [[person(0), 2]]);
    const before = await hashesOf(setId);
    const people = [
      [person(1), 1],
      [person(2), 4],
    ] as const;

    tasksLeft = 1;
    await expect(compose('job_added', append, people)).rejects.toThrow('killed');
    expect(await hashesOf(setId)).toEqual(before);
    expect(await readSetInfo(library, setId)).toMatchObject({ state: 'complete', counts: { samples: 2 } });

    tasksLeft = Infinity;
    const outcome = await compose('job_added', append, people);
    expect(outcome.summary).toBe('By hand: 5 samples of 2 hand-made people more, now 3 people');
    const after = await hashesOf(setId);
    expect(after.slice(0, 2)).toEqual(before);
    expect((await rowsOf(setId)).map(({ identityName }) => identityName).slice(2)).toEqual([
      ...['00002', '00003', '00003', '00003', '00003'],
    ]);
    expect(await readSetInfo(library, setId)).toMatchObject({
      state: 'complete',
      counts: { identities: 3, samples: 7 },
      recipe: { identities: 3, samples: 4 },
      composed: { people: 3 },
    });

    // Killed after the batch was there and before it could say so: nothing is drawn again.
    tasksLeft = 0;
    await compose('job_added', append, people);
    expect(await hashesOf(setId)).toEqual(after);
  }, 60_000);

  it('gives the place of an addition that was given up to the next', async () => {
    const setId = setIdOfJob(JobId.parse('job_first'));
    await compose('job_first', NEW, [[person(0), 1]]);
    tasksLeft = 0;
    await expect(compose('job_gone', { type: 'append', setId }, [[person(1), 1]])).rejects.toThrow('killed');
    tasksLeft = Infinity;
    await compose('job_next', { type: 'append', setId }, [[person(2), 1]]);
    await compose('job_gone', { type: 'append', setId }, [[person(1), 1]]);
    expect((await rowsOf(setId)).map(({ identityName }) => identityName)).toEqual(['00001', '00002', '00003']);
    const saved = await readSampleFactors(library, setId, sampleId(1, 0));
    expect(saved === null ? null : coefficientsOf(saved)).toEqual(person(2));
  }, 60_000);

  it('adds to no set that was drawn, is unfinished, or is another generator’s', async () => {
    const drawn = SetId.parse('ds_drawn');
    await createSet(library, infoOf(drawn, { kind: 'syn', name: 'Drawn', identities: 1, samples: 1 }));
    await expect(compose('job_todrawn', { type: 'append', setId: drawn }, [[person(0), 1]])).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('not made by hand') as string,
    });
    const setId = setIdOfJob(JobId.parse('job_first'));
    tasksLeft = 0;
    await expect(compose('job_first', NEW, [[person(0), 1]])).rejects.toThrow('killed');
    tasksLeft = Infinity;
    await expect(compose('job_tohalf', { type: 'append', setId }, [[person(0), 1]])).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('not complete') as string,
    });
    await compose('job_first', NEW, [[person(0), 1]]);
    await expect(compose('job_toother', { type: 'append', setId }, [[person(0), 1]], '2')).rejects.toMatchObject({
      code: 'conflict',
    });
  }, 60_000);
});

describe('an export of hand-made people', () => {
  async function exported(): Promise<string> {
    await compose('job_first', NEW, [
      [person(0), 2],
      [person(1), 2],
    ]);
    const setId = setIdOfJob(JobId.parse('job_first'));
    await compose('job_added', { type: 'append', setId }, [[person(2), 2]]);
    const place = placeFor('job_export');
    await mkdir(place.runDir, { recursive: true });
    const spec = ExportSpec.parse({ kind: 'export', syn: { setId, samples: 2 } });
    return (await createExportRunner()(spec, context, place)).exportDir ?? '';
  }
  async function prove(exportDir: string): Promise<ProveReport> {
    const place = placeFor('job_prove');
    await mkdir(place.runDir, { recursive: true });
    await createProveRunner(engine())({ kind: 'prove', exportDir, samples: null, seed: 0 }, context, place);
    return ProveReport.parse(JSON.parse(await readFile(join(place.runDir, 'report.json'), 'utf8')));
  }

  it('says what it follows from, and is proven from its coefficients', async () => {
    const exportDir = await exported();
    const info = DatasetInfo.parse(JSON.parse(await readFile(join(exportDir, 'dataset.json'), 'utf8')));
    expect(info).toMatchObject({ name: 'Syn_3_2', renderedFrom: 'coefficients' });
    expect(info.statement).toContain('made by hand');
    expect(await prove(exportDir)).toMatchObject({ verdict: 'proven', checked: 6, identical: 6 });
  }, 60_000);

  it('is refuted when its coefficients are gone or others', async () => {
    const exportDir = await exported();
    const path = join(exportDir, 'coefficients.arrow');
    await writeFile(path, Buffer.concat([await readFile(path), Buffer.from('x')]));
    expect(await prove(exportDir)).toMatchObject({ verdict: 'refuted' });
    await rm(path);
    expect(await prove(exportDir)).toMatchObject({ verdict: 'refuted' });
  }, 60_000);
});
