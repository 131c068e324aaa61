import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GenerateSpec } from '@shared/domain/jobs';
import { JobId, setIdOfJob } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import type { JobContext, JobPlace, ProgressUpdate } from '../../jobs/jobContext';
import { freeBytesAt } from '../../platform/diskSpace';
import { readIdentityPlan } from '../../storage/identityPlanStore';
import { identitiesFile } from '../../storage/libraryPaths';
import { readSampleRows } from '../../storage/sampleTable';
import { readSetInfo } from '../../storage/setStore';
import { fakePixelEngine, fakePlan, fakeSample } from '../fakePixelEngine.testing';
import { createGenerateRunner } from './generate';

vi.mock('../../platform/diskSpace', () => ({ freeBytesAt: vi.fn(() => Promise.resolve(null)) }));

const spec = GenerateSpec.parse({
  kind: 'generate',
  name: 'Syn_30_20',
  recipe: { identities: 30, samples: 20, seed: 5 },
});
const jobId = JobId.parse('job_generate1');
const setId = setIdOfJob(jobId);
let library: string;
let place: JobPlace;

beforeEach(async () => {
  library = await mkdtemp(join(tmpdir(), 'outis-generate-'));
  place = { jobId, libraryPath: library, runDir: library, resourcesDir: '', modelsDir: '', program: 'Outis test' };
});
afterEach(() => rm(library, { recursive: true, force: true }));

function context(
  onProgress: (update: ProgressUpdate) => void = () => undefined,
): JobContext & { updates: ProgressUpdate[]; cancel: () => void } {
  const signal = { aborted: false };
  const updates: ProgressUpdate[] = [];
  return {
    signal,
    updates,
    cancel: () => (signal.aborted = true),
    progress: (update) => {
      updates.push(update);
      onProgress(update);
    },
    metric: () => undefined,
    log: () => undefined,
  };
}
const hashes = async (): Promise<string[]> =>
  (await readSampleRows(library, setId)).map((row) => `${row.id} ${row.sha256}`);

describe('generate runner', () => {
  it('makes every sample once, in order, with its file, and marks the set complete', async () => {
    const engine = fakePixelEngine();
    const ctx = context();
    const outcome = await createGenerateRunner(engine)(spec, ctx, place);
    expect(outcome).toMatchObject({ setId, summary: 'Syn_30_20: 600 samples of 30 identities' });

    const rows = await readSampleRows(library, setId);
    expect(rows).toHaveLength(600);
    expect(rows[41]).toMatchObject({
      id: 'i000002s0001',
      identityName: '00003',
      file: 'images/00003/002.jpg',
      numbers: { yawDeg: 1 },
    });
    expect(new Uint8Array(await readFile(join(library, 'sets', setId, rows[41].file)))).toEqual(
      fakeSample(5, 2, 1).bytes,
    );
    expect(await readSetInfo(library, setId)).toMatchObject({
      state: 'complete',
      counts: { identities: 30, samples: 600, sizeBytes: 600 * 64 },
      recipe: { seed: 5 },
    });
    expect(ctx.updates[0]).toEqual({ phase: 'render', done: 0, total: 600, unit: 'images' });
    expect(ctx.updates.at(-1)?.done).toBe(600);
    expect(engine.closeCount).toBe(1);
  });

  it('continues after a cancel with what is missing only, and ends with the same set', async () => {
    // Ten batches of 60 samples: the sixth is drawn only after the fourth is committed.
    const ctx = context((update) => {
      if (update.done > 301) ctx.cancel();
    });
    const first = fakePixelEngine();
    await expect(createGenerateRunner(first)(spec, ctx, place)).rejects.toMatchObject({ code: 'cancelled' });
    expect(first.closeCount).toBe(1);
    expect((await readSetInfo(library, setId)).state).toBe('partial');
    const committed = (await hashes()).length;
    expect(committed % 60).toBe(0);
    expect(committed).toBeGreaterThanOrEqual(240);
    expect(committed).toBeLessThan(600);

    const second = fakePixelEngine();
    const resumed = context();
    await createGenerateRunner(second)(spec, resumed, place);
    expect(second.tasks).toHaveLength((600 - committed) / 20);
    expect(resumed.updates[0]?.done).toBe(committed);
    expect(await hashes()).toEqual(
      Array.from({ length: 600 }, (_, at) => {
        const { sha256 } = fakeSample(5, Math.floor(at / 20), at % 20);
        return `i${String(Math.floor(at / 20)).padStart(6, '0')}s${String(at % 20).padStart(4, '0')} ${sha256}`;
      }),
    );
  });

  it('keeps committed batches when a thread breaks, and names the reason', async () => {
    const broken = fakePixelEngine('1', (task) => {
      if (task.identityIndex === 20) throw new Failure({ code: 'out-of-memory', message: 'no memory' });
    });
    await expect(createGenerateRunner(broken)(spec, context(), place)).rejects.toMatchObject({ code: 'out-of-memory' });
    expect(broken.closeCount).toBe(1);
    await createGenerateRunner(fakePixelEngine())(spec, context(), place);
    expect(await hashes()).toHaveLength(600);
  });

  it('draws nothing when everything is there', async () => {
    await createGenerateRunner(fakePixelEngine())(spec, context(), place);
    const again = fakePixelEngine();
    await createGenerateRunner(again)(spec, context(), place);
    expect(again.openCount).toBe(0);
  });

  it('never mixes two generators or two recipes in one set', async () => {
    await createGenerateRunner(fakePixelEngine('1'))(spec, context(), place);
    await expect(createGenerateRunner(fakePixelEngine('2'))(spec, context(), place)).rejects.toMatchObject({
      code: 'conflict',
      remedy: expect.stringContaining('Start a new job') as unknown,
    });
    const other = { ...spec, recipe: { ...spec.recipe, seed: 6 } };
    await expect(createGenerateRunner(fakePixelEngine('1'))(other, context(), place)).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('chooses the identities once, keeps the choice beside set.json, and draws these people', async () => {
    const first = fakePixelEngine('1', (_task, at) => {
      if (at > 10) throw new Failure({ code: 'worker-crashed', message: 'gone' });
    });
    await expect(createGenerateRunner(first)(spec, context(), place)).rejects.toMatchObject({ code: 'worker-crashed' });
    expect(first.candidates).toEqual(fakePlan(30).candidates);
    expect(await readIdentityPlan(library, setId)).toEqual(fakePlan(30));

    const second = fakePixelEngine();
    await createGenerateRunner(second)(spec, context(), place);
    expect([first.chooseCount, second.chooseCount]).toEqual([1, 0]);
    expect(second.candidates).toEqual(fakePlan(30).candidates);
  });

  it('chooses again when it was stopped before the choice was written, and never once there are samples', async () => {
    const broken = fakePixelEngine('1', () => {
      throw new Failure({ code: 'worker-crashed', message: 'gone' });
    });
    await expect(createGenerateRunner(broken)(spec, context(), place)).rejects.toMatchObject({
      code: 'worker-crashed',
    });
    await rm(identitiesFile(library, setId));
    const resumed = fakePixelEngine('1', (task) => {
      if (task.identityIndex === 20) throw new Failure({ code: 'worker-crashed', message: 'gone' });
    });
    await expect(createGenerateRunner(resumed)(spec, context(), place)).rejects.toMatchObject({
      code: 'worker-crashed',
    });
    expect(resumed.chooseCount).toBe(1);
    expect(await readIdentityPlan(library, setId)).toEqual(fakePlan(30));

    await rm(identitiesFile(library, setId));
    const last = fakePixelEngine();
    await expect(createGenerateRunner(last)(spec, context(), place)).rejects.toMatchObject({ code: 'not-found' });
    expect(last.chooseCount).toBe(0);
  });

  it('leaves no set behind when the distance does not allow so many', async () => {
    const engine = fakePixelEngine();
    engine.chooseIdentities = () => Promise.reject(new Failure({ code: 'invalid-input', message: 'too many' }));
    await expect(createGenerateRunner(engine)(spec, context(), place)).rejects.toMatchObject({ code: 'invalid-input' });
    expect(await readdir(library)).toEqual([]);
  });

  it('says how much space is missing before it draws or writes anything', async () => {
    vi.mocked(freeBytesAt).mockResolvedValueOnce(50_000_000);
    const engine = fakePixelEngine();
    await expect(createGenerateRunner(engine)(spec, context(), place)).rejects.toMatchObject({
      code: 'disk-full',
      message: expect.stringMatching(/5\d MB are missing/) as unknown,
      place: library,
    });
    expect(engine.openCount).toBe(0);
    expect(await readdir(library)).toEqual([]);
  });
});
