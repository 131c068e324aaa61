import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contract } from '@shared/contract';
import { ExportSpec, JobSpec } from '@shared/domain/jobs';
import { GenerateRecipe } from '@shared/domain/generateRecipe';
import { JobId, sampleId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import { draftExport, LINE_BYTES, MARK_BYTES } from '../storage/exportDraft';
import { pin } from '../storage/pinnedExport';
import { addSet, consentRecord, giveConsent, infoOf, rowOf } from '../storage/library.testing';
import { readAudit } from '../storage/auditLog';
import { appendImportIssues } from '../storage/importLog';
import type { runDir } from '../storage/libraryPaths';
import { setDir, setFile } from '../storage/libraryPaths';
import { openSetWriter } from '../storage/setWriter';
import { createSet } from '../storage/setStore';
import { setIdOfJob } from '@shared/domain/ids';
import { createServices } from './outisServices';
import { call, openTestServices, outcome, workingHost } from './services.testing';

const names = ['Ann', 'Bo'];

describe('libraries', () => {
  it('opens, remembers, changes over and lets go', async () => {
    const { services, library, userDataDir } = await openTestServices();
    const { handlers } = services;
    const first = await handlers['library.current'](undefined, call);
    expect(first).toMatchObject({ name: 'Library', path: library, readOnlyReason: null });
    expect(await handlers['library.open']({ path: library }, call)).toMatchObject({ id: first?.id });
    const other = join(library, '..', 'Other');
    await handlers['library.open']({ path: other }, call);
    expect((await handlers['library.recent'](undefined, call)).map(({ name, exists }) => [name, exists])).toEqual([
      ['Other', true],
      ['Library', true],
    ]);
    expect(await readdir(library)).not.toContain('.lock');
    expect(await readdir(userDataDir)).toEqual(['preferences.json']);
    await services.close();
    expect(await handlers['library.current'](undefined, call)).toBeNull();
    await expect(handlers['set.list'](undefined, call)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('keeps the present library when another cannot be opened', async () => {
    const { services, library } = await openTestServices();
    const bad = join(library, '..', 'bad');
    await mkdir(bad);
    await writeFile(join(bad, 'library.json'), '{"schema":99}');
    await expect(services.openLibrary(bad)).rejects.toMatchObject({ code: 'unsupported-version' });
    expect(services.libraryPath).toBe(library);
    await services.close();
  });

  it('can be looked at while another program has it open, and changes nothing then', async () => {
    const { services, library } = await openTestServices();
    const setId = await addSet(library, { identities: 2, samples: 2 });
    const second = createServices({
      program: 'x',
      resourcesDir: '',
      modelsDir: '',
      userDataDir: join(library, '..', 'p2'),
      workerHost: workingHost(() => Promise.resolve(outcome(''))),
      onFault: () => undefined,
    });
    await expect(second.openLibrary(library)).rejects.toMatchObject({ code: 'conflict' });
    await second.openLibrary(library, { readOnly: true });
    expect((await second.handlers['set.list'](undefined, call)).map(({ id }) => id)).toEqual([setId]);
    const refused = expect.objectContaining({ code: 'conflict' }) as unknown;
    const input = { setId, samples: [sampleId(0, 0)], decision: 'keep', reason: null, note: '', who: 'x' } as const;
    await expect(second.handlers['curation.decide']({ ...input, samples: [...input.samples] }, call)).rejects.toEqual(
      refused,
    );
    await expect(second.handlers['set.remove']({ setId }, call)).rejects.toEqual(refused);
    await expect(second.handlers['job.start']({ kind: 'doctor' }, call)).rejects.toEqual(refused);
    expect(await second.handlers['job.list'](undefined, call)).toEqual([]);
    await second.close();
    await services.close();
  });
});

it('tells the jobs of a killed program as interrupted to somebody who only looks, and writes nothing', async () => {
  const { services, library } = await openTestServices();
  const id = JobId.parse('job_killed1');
  const file = join(library, 'runs', id, 'job.json');
  await mkdir(join(file, '..'), { recursive: true });
  const at = '2024-01-01T00:00:00.000Z';
  const left = {
    ...{ schema: 1, id, title: 'Generate x', createdAt: at, startedAt: at, endedAt: null },
    spec: JobSpec.parse({ kind: 'generate', name: 'x', recipe: { identities: 2, samples: 2 } }),
    state: { status: 'running', progress: null },
  };
  await writeFile(file, JSON.stringify(left));
  const looker = createServices({
    ...{ program: 'x', resourcesDir: '', modelsDir: '', userDataDir: join(library, '..', 'p3') },
    workerHost: workingHost(() => Promise.resolve(outcome(''))),
    onFault: () => undefined,
  });
  await looker.openLibrary(library, { readOnly: true });
  const states = async (): Promise<unknown[]> =>
    (await looker.handlers['job.list'](undefined, call)).map(({ state }) => state);
  expect(await states()).toEqual([{ status: 'running', progress: null }]);
  await services.close();
  expect(await states()).toEqual([{ status: 'interrupted', resumable: true }]);
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(left);
  await looker.close();
});

describe('sets', () => {
  it('are listed with counts, review, mosaic and consent, in the shape of the contract', async () => {
    const { services, library } = await openTestServices();
    const { handlers } = services;
    const syn = await addSet(library, { identities: 20, samples: 3 });
    const real = await addSet(library, { kind: 'real', identities: 2, samples: 2, names });
    await giveConsent(library, real, [consentRecord('Ann'), consentRecord('Bo', { purposes: ['training'] })]);
    const input = { setId: syn, decision: 'exclude', reason: null, note: '', who: 'tester' } as const;
    await handlers['curation.decide']({ ...input, samples: [sampleId(0, 0)] }, call);
    const sets = contract['set.list'].output.parse(await handlers['set.list'](undefined, call));
    const [synSet, realSet] = [sets.find(({ id }) => id === syn), sets.find(({ id }) => id === real)];
    expect(synSet).toMatchObject({
      counts: { identities: 20, samples: 60 },
      review: { kept: 0, excluded: 1, undecided: 59 },
      revision: 1,
      consent: null,
      faults: [],
    });
    expect(synSet?.mosaic).toHaveLength(16);
    expect(synSet?.mosaic).not.toContain('i000000s0000');
    expect(realSet).toMatchObject({ consent: { full: 1, partial: 1, none: 0 } });
    // Bo has not agreed to be shown.
    expect(realSet?.mosaic.every((id) => id.startsWith('i000000'))).toBe(true);
    await services.close();
  });

  it('open although one of them is damaged', async () => {
    const { services, library } = await openTestServices();
    const good = await addSet(library, { identities: 1, samples: 1 });
    const bad = await addSet(library, { identities: 1, samples: 1 });
    await writeFile(setFile(library, bad), '');
    expect((await services.handlers['set.list'](undefined, call)).map(({ id }) => id)).toEqual([good]);
    expect(await services.handlers['set.faults'](undefined, call)).toEqual([
      { setId: bad, message: expect.stringContaining('set.json') as unknown },
    ]);
    await expect(services.handlers['set.get']({ setId: bad }, call)).rejects.toMatchObject({ code: 'corrupt-data' });
    await services.close();
  });

  it('are renamed and moved to the trash, with a line in the audit log', async () => {
    const { services, library } = await openTestServices();
    const setId = await addSet(library, { identities: 1, samples: 1 });
    await services.handlers['set.rename']({ setId, name: 'New name' }, call);
    expect((await services.handlers['set.get']({ setId }, call)).info.name).toBe('New name');
    await services.handlers['curation.state']({ setId }, call);
    await services.handlers['set.remove']({ setId }, call);
    expect(await services.handlers['set.list'](undefined, call)).toEqual([]);
    const [trashed] = await readdir(join(library, 'trash'));
    expect(await readdir(join(library, 'trash', trashed))).toContain('set.json');
    expect((await readAudit(library)).lines.map(({ action }) => action)).toEqual(['set.rename', 'set.remove']);
    await services.close();
  });

  it('are not removed while a job fills them', async () => {
    let finish = (): void => undefined;
    const { services, library } = await openTestServices(
      () => new Promise((resolve) => (finish = () => resolve(outcome('done')))),
    );
    const recipe = GenerateRecipe.parse({ identities: 1, samples: 1 });
    const jobId = await services.handlers['job.start']({ kind: 'generate', name: 'S', recipe, workers: null }, call);
    const setId = setIdOfJob(jobId as Parameters<typeof setIdOfJob>[0]);
    await createSet(library, infoOf(setId, { identities: 1, samples: 1 }));
    await expect(services.handlers['set.remove']({ setId }, call)).rejects.toMatchObject({ code: 'conflict' });
    finish();
    await services.idle();
    await services.handlers['set.remove']({ setId }, call);
    await services.close();
  });
});

describe('pictures', () => {
  it('of real people are given only with consent to show them', async () => {
    const { services, library } = await openTestServices();
    const syn = await addSet(library, { identities: 1, samples: 1 });
    const real = await addSet(library, { kind: 'real', identities: 2, samples: 1, names });
    await giveConsent(library, real, [consentRecord('Ann')]);
    expect(await services.sampleFile(syn, sampleId(0, 0))).toEqual({
      path: join(setDir(library, syn), 'images/00001/0000.jpg'),
      isReal: false,
    });
    expect((await services.sampleFile(real, sampleId(0, 0))).isReal).toBe(true);
    await expect(services.sampleFile(real, sampleId(1, 0))).rejects.toMatchObject({ code: 'no-consent', place: 'Bo' });
    await giveConsent(library, real, [consentRecord('Ann', { status: 'withdrawn' })]);
    await expect(services.sampleFile(real, sampleId(0, 0))).rejects.toMatchObject({ code: 'no-consent' });
    await expect(services.sampleFile(syn, sampleId(9, 0))).rejects.toMatchObject({ code: 'not-found' });
    await services.close();
  });

  it('of an import are given from its folder only', async () => {
    const { services, library } = await openTestServices();
    const source = join(library, '..', 'source');
    await mkdir(join(source, 'Ann'), { recursive: true });
    await writeFile(join(source, 'Ann', '0.pgm'), 'P5');
    await writeFile(join(library, '..', 'secret'), '');
    const real = await addSet(library, { kind: 'real', identities: 1, samples: 1, names });
    const info = JSON.parse(await readFile(setFile(library, real), 'utf8')) as { source: { folder: string } };
    await writeFile(setFile(library, real), JSON.stringify({ ...info, source: { ...info.source, folder: source } }));
    await giveConsent(library, real, [consentRecord('Ann')]);
    expect(await services.originalFile(real, 'Ann/0.pgm')).toBe(join(source, 'Ann', '0.pgm'));
    await expect(services.originalFile(real, '../secret')).rejects.toMatchObject({ code: 'not-found' });
    await expect(services.originalFile(real, join(library, '..', 'secret'))).rejects.toMatchObject({
      code: 'not-found',
    });
    const sample = sampleId(0, 0);
    expect(await services.sourceFile(real, sample)).toBe(join(source, 'Ann', '0.pgm'));
    expect(await services.sampleTexts(real, sample)).toMatchObject({ source: 'Ann/0.pgm', original: 'there' });
    await expect(services.sourceFile(real, sampleId(5, 0))).rejects.toMatchObject({ code: 'not-found' });
    // A link that was put in its place leads out; then it is gone altogether.
    await rm(join(source, 'Ann', '0.pgm'));
    await symlink(join(library, '..', 'secret'), join(source, 'Ann', '0.pgm'));
    await expect(services.sourceFile(real, sample)).rejects.toMatchObject({ code: 'invalid-input' });
    await rm(join(source, 'Ann', '0.pgm'));
    await expect(services.sourceFile(real, sample)).rejects.toMatchObject({ code: 'not-found' });
    expect((await services.sampleTexts(real, sample)).original).toBe('gone');
    await writeFile(join(source, 'Ann', '0.pgm'), 'P5');
    await giveConsent(library, real, [consentRecord('Ann', { status: 'withdrawn' })]);
    await expect(services.sourceFile(real, sample)).rejects.toMatchObject({ code: 'no-consent' });
    await services.close();
  });
});

describe('jobs', () => {
  it('that export are refused before they begin when something stands against it', async () => {
    const { services, library } = await openTestServices();
    const syn = await addSet(library, { identities: 2, samples: 3, name: 'S' });
    const spec = ExportSpec.parse({ kind: 'export', syn: { setId: syn, samples: 3 } });
    const plan = contract['export.plan'].output.parse(await services.handlers['export.plan'](spec, call));
    expect(plan).toMatchObject({ name: 'Syn_2_3', fileCount: 6, sizeBytes: 6 * (64 + MARK_BYTES + LINE_BYTES) });
    await mkdir(plan.directory, { recursive: true });
    await expect(services.handlers['job.start'](spec, call)).rejects.toMatchObject({
      code: 'conflict',
      place: plan.directory,
    });
    expect(await services.handlers['job.list'](undefined, call)).toEqual([]);
    await services.close();
  });

  it('that export and are dismissed unfinished leave nothing beside the target', async () => {
    const { services, library } = await openTestServices(async (spec, place) => {
      if (spec.kind !== 'export') throw new Error('another job');
      const { partial } = await pin(place.runDir, place.jobId, await draftExport(place.libraryPath, spec));
      await mkdir(partial, { recursive: true });
      throw new Failure({ code: 'disk-full', message: 'full' });
    });
    const syn = await addSet(library, { identities: 2, samples: 3 });
    const spec = ExportSpec.parse({ kind: 'export', syn: { setId: syn, samples: 3 } });
    const jobId = await services.handlers['job.start'](spec, call);
    await services.idle();
    expect(await readdir(join(library, 'exports'))).toHaveLength(1);
    await services.handlers['job.dismiss'](JobId.parse(jobId), call);
    expect(await readdir(join(library, 'exports'))).toEqual([]);
    await services.close();
  });

  it('place points: the service waits and gives the sample', async () => {
    const { services, library } = await openTestServices(async (spec, place) => {
      if (spec.kind !== 'place') throw new Error('another job');
      const writer = await openSetWriter(place.libraryPath, spec.setId);
      const { row, file } = rowOf(0, 9, { kind: 'real', identities: 1, samples: 1, names });
      await writer.commitBatch(77, [{ ...row, source: spec.path }], [file]);
      return outcome('placed');
    });
    const setId = await addSet(library, { kind: 'real', identities: 1, samples: 1, names });
    const issue = {
      path: 'Ann/x.jpg',
      subject: 'Ann',
      reason: 'no-face',
      detail: '',
      placeable: true,
      widthPx: 9,
      heightPx: 9,
      resolved: false,
    };
    await appendImportIssues(library, setId, [issue, { ...issue, path: 'Ann/y.jpg', placeable: false }]);
    const landmarks5 = [1, 2, 3, 4, 5].map((n): [number, number] => [n, n]);
    expect(await services.handlers['import.place']({ setId, path: 'Ann/x.jpg', landmarks5 }, call)).toEqual({
      sampleId: 'i000000s0009',
    });
    expect(await services.handlers['job.list'](undefined, call)).toEqual([]);
    await expect(
      services.handlers['import.place']({ setId, path: 'Ann/y.jpg', landmarks5 }, call),
    ).rejects.toMatchObject({ code: 'conflict' });
    await expect(services.handlers['import.place']({ setId, path: 'no', landmarks5 }, call)).rejects.toMatchObject({
      code: 'not-found',
    });
    await services.close();
  });

  it('check the machine with and without a library', async () => {
    const { services, library, userDataDir } = await openTestServices(async (_spec, place) => {
      await writeFile(join(place.runDir, 'report.json'), '{"kind":"doctor","checks":[],"healthy":true}');
      return outcome('healthy');
    });
    expect(await services.handlers['app.doctor'](undefined, call)).toMatchObject({ healthy: true });
    expect(await readdir(join(userDataDir, 'checks'))).toHaveLength(1);
    expect(await readdir(library)).not.toContain('runs');
    await services.close();
    expect(await services.handlers['app.doctor'](undefined, call)).toMatchObject({ healthy: true });
  });

  it('that generate teach how long the next one will take here', async () => {
    let clockMs = 1_000_000;
    const { services, faults } = await openTestServices(
      async (_spec, _place, say) => {
        for (let done = 0; done <= 200; done += 50, clockMs += 1000) {
          say({ type: 'progress', update: { phase: 'render', done, total: 200, unit: 'images' } });
          await new Promise((resolve) => setImmediate(resolve));
        }
        return outcome('done');
      },
      { clock: { now: () => clockMs, after: () => () => undefined } },
    );
    const recipe = GenerateRecipe.parse({ identities: 10, samples: 10 });
    expect((await services.handlers['generate.estimate'](recipe, call)).durationMs).toBeNull();
    await services.handlers['job.start']({ kind: 'generate', name: 'S', recipe, workers: null }, call);
    await services.idle();
    await services.close();
    expect(faults).toEqual([]);
    expect(await services.handlers['generate.estimate'](recipe, call)).toMatchObject({ durationMs: 2000 });
    const large = GenerateRecipe.parse({ identities: 10, samples: 10, crop: '256x256' });
    expect((await services.handlers['generate.estimate'](large, call)).durationMs).toBeNull();
  });

  it('are listed as runs with their reports after a restart, and interrupted ones say so', async () => {
    const { services, library, userDataDir } = await openTestServices(() => new Promise(() => undefined));
    const jobId = await services.handlers['job.start']({ kind: 'prove', exportDir: '/x', samples: 1, seed: 0 }, call);
    await services.close();
    const again = createServices({
      program: 'x',
      resourcesDir: '',
      modelsDir: '',
      userDataDir,
      workerHost: workingHost(() => Promise.reject(new Error('none'))),
      onFault: () => undefined,
    });
    await again.openLibrary(library);
    const [run] = await again.handlers['run.list'](undefined, call);
    expect(run).toMatchObject({ record: { id: jobId, state: { status: 'interrupted' } }, report: null });
    expect(await again.handlers['run.metrics'](run.record.id as Parameters<typeof runDir>[1], call)).toEqual([]);
    await again.close();
  });
});
