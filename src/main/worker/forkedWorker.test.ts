import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DatasetInfo, ManifestLine } from '@shared/domain/exportManifest';
import { JobSpec, type JobSpecInput } from '@shared/domain/jobs';
import { type JobId, setIdOfJob } from '@shared/domain/ids';
import type { DoctorReport, ProveReport } from '@shared/domain/report';
import { systemClock } from '../jobs/clock';
import { createJobQueue, type JobQueue } from '../jobs/jobQueue';
import { createMemoryJobStore, type MemoryJobStore } from '../jobs/memoryJobStore';
import { createForkHost } from '../platform/forkHost';
import { sha256Hex } from '../platform/hash';
import type { HostedProcess, ProcessHost } from '../platform/processHost';
import { readSampleRows } from '../storage/sampleTable';
import { readSetInfo } from '../storage/setStore';
import { buildWorker, type BuiltWorker } from './buildWorker.testing';

/** Real processes, real threads, real pixels: small sets through the very path that the terminal takes. */
const root = join(import.meta.dirname, '..', '..', '..');
let built: BuiltWorker;
let library: string;
let store: MemoryJobStore;
let queue: JobQueue;
let processes: HostedProcess[];

beforeAll(async () => {
  built = await buildWorker();
});
afterAll(() => built.remove());

beforeEach(async () => {
  library = await mkdtemp(join(tmpdir(), 'outis-forked-'));
  store = createMemoryJobStore(join(library, 'runs'));
  processes = [];
  const forkHost = createForkHost({ script: built.workerScript });
  const host: ProcessHost = {
    launch: (listener) => {
      const process = forkHost.launch(listener);
      processes.push(process);
      return process;
    },
  };
  queue = await createJobQueue({
    store,
    host,
    clock: systemClock,
    place: {
      libraryPath: library,
      resourcesDir: join(root, 'resources'),
      modelsDir: join(root, 'node_modules', '@vladmandic', 'face-api', 'model'),
      program: 'Outis test',
    },
    onFault: (message, thrown) => {
      throw new Error(message, { cause: thrown });
    },
  });
});
afterEach(async () => {
  await queue.close();
  await rm(library, { recursive: true, force: true });
});

async function run(input: JobSpecInput): Promise<JobId> {
  const jobId = await queue.start(JobSpec.parse(input));
  await queue.idle();
  expect(queue.snapshot(jobId).record.state).toMatchObject({ status: 'succeeded' });
  return jobId;
}

const SMALL = { identities: 12, samples: 6, seed: 3, identityMixup: { probability: 0.1 } };
const generate = (workers: number): JobSpecInput => ({ kind: 'generate', name: 'Small', recipe: SMALL, workers });
const hashesOf = async (jobId: JobId): Promise<string[]> =>
  (await readSampleRows(library, setIdOfJob(jobId))).map((row) => `${row.id} ${row.sha256}`);

/** Resolves with the number of images drawn, once it is above `count`. */
const drawnAbove = (count: number): Promise<number> =>
  new Promise((resolve) => {
    const stop = queue.onEvent(({ body }) => {
      if (body.type !== 'state' || body.state.status !== 'running') return;
      const done = body.state.progress?.done ?? 0;
      if (done <= count) return;
      stop();
      resolve(done);
    });
  });

describe('forked worker', () => {
  it('makes the same bytes on one thread, on two, and after kill -9 and resume', { timeout: 300_000 }, async () => {
    const one = await hashesOf(await run(generate(1)));
    expect(one).toHaveLength(72);
    expect(new Set(one.map((line) => line.split(' ')[1])).size).toBe(72);

    const killed = await queue.start(JobSpec.parse(generate(2)));
    // Three batches of 24: the third is drawn only once the first is committed.
    await drawnAbove(48);
    processes.at(-1)?.kill();
    await queue.idle();
    expect(store.records.get(killed)?.state).toMatchObject({
      status: 'failed',
      resumable: true,
      error: { code: 'worker-crashed' },
    });
    const committed = (await hashesOf(killed)).length;
    expect(committed).toBeGreaterThanOrEqual(24);
    expect(committed).toBeLessThan(72);

    await queue.resume(killed);
    await queue.idle();
    expect(await hashesOf(killed)).toEqual(one);
    expect(await readSetInfo(library, setIdOfJob(killed))).toMatchObject({
      state: 'complete',
      counts: { samples: 72 },
    });
  });

  it('stops soon when cancelled, keeps what is committed, and resumes', { timeout: 120_000 }, async () => {
    const jobId = await queue.start(JobSpec.parse(generate(2)));
    await drawnAbove(6);
    await queue.cancel(jobId);
    await queue.idle();
    expect(store.records.get(jobId)?.state).toEqual({ status: 'cancelled', resumable: true });
    expect(store.logs.get(jobId) ?? []).toEqual([]);
    expect((await hashesOf(jobId)).length % 24).toBe(0);
  });

  it('proves what it made, and refutes a tampered byte', { timeout: 120_000 }, async () => {
    const recipe = { ...SMALL, identities: 2, samples: 3, crop: '96x112' } as const;
    const jobId = await run({ kind: 'generate', name: 'Tiny', recipe });
    const exportDir = await exportByHand(jobId);
    const prove = async (): Promise<ProveReport> => {
      const proof = await run({ kind: 'prove', exportDir, samples: null });
      return JSON.parse(await readFile(join(store.runDir(proof), 'report.json'), 'utf8')) as ProveReport;
    };
    expect(await prove()).toMatchObject({ verdict: 'proven', checked: 6, identical: 6 });

    const path = join(exportDir, 'images/00002/001.jpg');
    const bytes = await readFile(path);
    bytes[bytes.length - 20] ^= 1;
    await writeFile(path, bytes);
    expect(await prove()).toMatchObject({
      verdict: 'refuted',
      identical: 5,
      different: [{ path: 'images/00002/001.jpg' }],
    });
  });

  it('checks this machine', { timeout: 120_000 }, async () => {
    const jobId = await run({ kind: 'doctor' });
    const report = JSON.parse(await readFile(join(store.runDir(jobId), 'report.json'), 'utf8')) as DoctorReport;
    const stateOf = (name: string): string | undefined => report.checks.find((check) => check.name === name)?.state;
    for (const name of ['Head model', 'Image codecs', 'Face models', 'TensorFlow']) expect(stateOf(name)).toBe('ok');
    for (const name of ['Engine', 'Cores', 'Memory', 'Disk', 'Graphics card', 'Display'])
      expect(stateOf(name)).toBeDefined();
    expect(report.healthy).toBe(true);
  });
});

/** The least that an export holds. */
async function exportByHand(jobId: JobId): Promise<string> {
  const setId = setIdOfJob(jobId);
  const info = await readSetInfo(library, setId);
  if (info.kind !== 'syn') throw new Error('a synthetic set was expected');
  const exportDir = join(library, 'exports', 'Tiny');
  const rows = await readSampleRows(library, setId);
  const lines = rows.map((row): ManifestLine => ({
    path: row.file,
    sha256: row.sha256,
    sizeBytes: row.sizeBytes,
    origin: 'syn',
    label: row.identityIndex,
    identity: row.identityName,
    setId,
    sampleId: row.id,
    identityIndex: row.identityIndex,
    sampleIndex: row.sampleIndex,
    partner:
      row.partnerIndex < 0 ? null : { label: row.partnerIndex, identityIndex: row.partnerIndex, weight: row.weight },
    consent: null,
  }));
  for (const { file } of rows) {
    await mkdir(dirname(join(exportDir, file)), { recursive: true });
    await writeFile(join(exportDir, file), await readFile(join(library, 'sets', setId, file)));
  }
  const plan = await readFile(join(library, 'sets', setId, 'identities.json'));
  await writeFile(join(exportDir, 'identities.json'), plan);
  const manifest = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const dataset: DatasetInfo = {
    outis: 1,
    format: 'folder',
    isMarked: false,
    name: 'Tiny',
    identities: { file: 'identities.json', sha256: sha256Hex(plan) },
    kind: 'syn',
    createdAt: new Date().toISOString(),
    program: 'Outis test',
    syn: {
      setId,
      setName: info.name,
      identities: info.counts.identities,
      samples: info.recipe.samples,
      sampleCount: rows.length,
      curationRevision: 0,
      excludedCount: 0,
      shortIdentities: [],
    },
    real: null,
    classCount: info.counts.identities,
    labelOffset: info.counts.identities,
    recipe: info.recipe,
    fingerprint: info.fingerprint,
    coefficients: null,
    pairs: null,
    manifestSha256: sha256Hex(manifest),
    statement: '',
  };
  await writeFile(join(exportDir, 'manifest.jsonl'), manifest);
  await writeFile(join(exportDir, 'dataset.json'), JSON.stringify(dataset));
  return exportDir;
}
