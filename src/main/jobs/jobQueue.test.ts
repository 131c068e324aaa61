import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JobSpec, type JobSpecInput } from '@shared/domain/jobs';
import type { JobEvent, JobOutcome } from '@shared/domain/jobState';
import { FakeClock } from './fakeClock.testing';
import { FakeHost } from './fakeHost.testing';
import { createJobQueue, type JobQueue } from './jobQueue';
import { createMemoryJobStore, type MemoryJobStore } from './memoryJobStore';

const generate = (name = 'Syn_2_2'): JobSpec =>
  JobSpec.parse({ kind: 'generate', name, recipe: { identities: 2, samples: 2 } } satisfies JobSpecInput);
const doctor = JobSpec.parse({ kind: 'doctor' });
const prove = JobSpec.parse({ kind: 'prove', exportDir: '/exports/a' });
const outcome: JobOutcome = { setId: null, exportDir: null, runDir: null, summary: 'made' };

let folder: string;
let store: MemoryJobStore;
let host: FakeHost;
let clock: FakeClock;
let faults: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outis-queue-'));
  store = createMemoryJobStore(folder);
  host = new FakeHost();
  clock = new FakeClock();
  faults = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const openQueue = (): Promise<JobQueue> =>
  createJobQueue({
    store,
    host,
    clock,
    place: { libraryPath: '/lib', resourcesDir: '/res', modelsDir: '/models', program: 'Outis test' },
    onFault: (message) => faults.push(message),
  });

const listen = (queue: JobQueue): JobEvent[] => {
  const events: JobEvent[] = [];
  queue.onEvent((event) => events.push(event));
  return events;
};
const states = (events: readonly JobEvent[]): string[] =>
  events.flatMap((event) => (event.body.type === 'state' ? [event.body.state.status] : []));

describe('job queue', () => {
  it('runs a job from queued to succeeded and remembers every state', async () => {
    const queue = await openQueue();
    const events = listen(queue);
    const id = await queue.start(generate());
    expect(store.records.get(id)?.title).toBe('Generate Syn_2_2');

    host.last.say({ type: 'ready' });
    expect(host.last.received[0]).toMatchObject({
      type: 'start',
      place: { jobId: id, runDir: store.runDir(id), libraryPath: '/lib' },
    });
    host.last.say({ type: 'progress', update: { phase: 'render', done: 0, total: 4, unit: 'images' } });
    clock.advance(1000);
    host.last.say({ type: 'progress', update: { phase: 'render', done: 2, total: 4, unit: 'images' } });
    expect(queue.snapshot(id).record.state).toMatchObject({
      status: 'running',
      progress: { done: 2, ratePerSecond: 2, remainingMs: 1000 },
    });
    host.last.say({ type: 'metrics', points: [{ name: 'loss', step: 1, value: 3 }] });
    host.last.say({ type: 'log', line: 'hello' });
    host.last.print('a line of the native library');
    host.last.say({ type: 'done', outcome });
    await queue.idle();

    expect(states(events)).toEqual(['queued', 'running', 'running', 'running', 'succeeded']);
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
    expect(queue.snapshot(id).seq).toBe(events.length);
    expect(host.last.types).toEqual(['start', 'close']);
    expect(store.records.get(id)?.state).toEqual({ status: 'succeeded', outcome });
    expect(store.records.get(id)?.endedAt).not.toBeNull();
    expect(store.metrics.get(id)).toEqual([{ name: 'loss', step: 1, value: 3 }]);
    expect(store.logs.get(id)).toEqual(['hello', 'a line of the native library']);
    expect(faults).toEqual([]);
    expect(clock.pendingCount).toBe(0);
  });

  it('lets heavy jobs wait for each other, and the doctor run beside them', async () => {
    const queue = await openQueue();
    const first = await queue.start(generate('one'));
    const second = await queue.start(prove);
    await queue.start(doctor);
    await queue.start(doctor);
    // The second check waits for the first one.
    expect(host.processes).toHaveLength(2);
    expect(queue.snapshot(second).record.state.status).toBe('queued');

    const [firstProcess] = host.processes;
    firstProcess.say({ type: 'ready' });
    firstProcess.say({ type: 'done', outcome });
    expect(queue.snapshot(first).record.state.status).toBe('succeeded');
    expect(host.processes).toHaveLength(3);
    expect(queue.snapshot(second).record.state.status).toBe('running');
  });

  it('does not start the next heavy job before the process of the last one is gone', async () => {
    const queue = await openQueue();
    await queue.start(generate('one'));
    await queue.start(generate('two'));
    const process = host.last;
    process.send = () => undefined; // ignores `close`, keeps its memory
    process.say({ type: 'done', outcome });
    expect(host.processes).toHaveLength(1);
    clock.advance(5_000);
    expect(process.isKilled).toBe(true);
    expect(host.processes).toHaveLength(2);
  });

  it('cancels through the worker when it listens', async () => {
    const queue = await openQueue();
    const id = await queue.start(generate());
    host.last.say({ type: 'ready' });
    await queue.cancel(id);
    await queue.cancel(id);
    expect(queue.snapshot(id).record.state.status).toBe('cancelling');
    expect(host.last.types).toEqual(['start', 'cancel']);
    host.last.say({ type: 'failed', error: { code: 'cancelled', message: 'Cancelled.' } });
    await queue.idle();
    expect(store.records.get(id)?.state).toEqual({ status: 'cancelled', resumable: true });
    expect(host.last.isKilled).toBe(false);
  });

  it('kills a worker that does not stop within ten seconds, and calls the job cancelled all the same', async () => {
    const queue = await openQueue();
    const id = await queue.start(generate());
    host.last.say({ type: 'ready' });
    await queue.cancel(id);
    clock.advance(9_999);
    expect(host.last.isKilled).toBe(false);
    clock.advance(1);
    expect(host.last.isKilled).toBe(true);
    await queue.idle();
    expect(store.records.get(id)?.state).toEqual({ status: 'cancelled', resumable: true });
    expect(store.logs.get(id)?.join()).toContain('did not stop in time');
  });

  it('repeats a cancel that came before the worker was ready', async () => {
    const queue = await openQueue();
    const id = await queue.start(generate());
    await queue.cancel(id);
    host.last.say({ type: 'ready' });
    expect(host.last.types).toEqual(['cancel', 'start', 'cancel']);
  });

  it('cancels a waiting job without starting it', async () => {
    const queue = await openQueue();
    const first = await queue.start(generate('one'));
    const second = await queue.start(generate('two'));
    await queue.cancel(second);
    host.last.say({ type: 'done', outcome });
    await queue.idle();
    expect(host.processes).toHaveLength(1);
    expect(queue.snapshot(first).record.state.status).toBe('succeeded');
    expect(queue.snapshot(second).record.state.status).toBe('cancelled');
  });

  it('keeps a result that was ready before the wish to cancel arrived', async () => {
    const queue = await openQueue();
    const id = await queue.start(generate());
    await queue.cancel(id);
    host.last.say({ type: 'done', outcome });
    expect(queue.snapshot(id).record.state.status).toBe('succeeded');
  });

  it('calls an exit without a last word a crash, with the exit code', async () => {
    const queue = await openQueue();
    const id = await queue.start(prove);
    host.last.say({ type: 'ready' });
    host.last.exit({ code: 134 });
    await queue.idle();
    expect(store.records.get(id)?.state).toMatchObject({
      status: 'failed',
      resumable: false,
      error: { code: 'worker-crashed', message: expect.stringContaining('exit code 134') as unknown },
    });
  });

  it('says why a process could not be started', async () => {
    const queue = await openQueue();
    const id = await queue.start(doctor);
    host.last.exit({ startError: 'spawn ENOENT' });
    await queue.idle();
    expect(store.records.get(id)?.state).toMatchObject({
      status: 'failed',
      error: { code: 'worker-crashed', message: expect.stringContaining('spawn ENOENT') as unknown },
    });
  });

  it('fails and kills a worker that talks nonsense', async () => {
    const queue = await openQueue();
    const id = await queue.start(generate());
    host.last.sayRaw({ type: 'progress', update: { phase: 1 } });
    await queue.idle();
    expect(host.last.isKilled).toBe(true);
    expect(store.records.get(id)?.state).toMatchObject({ status: 'failed', error: { code: 'internal' } });
  });

  it('calls unfinished jobs interrupted after a restart, and resumes them', async () => {
    const before = await openQueue();
    const running = await before.start(generate('one'));
    const waiting = await before.start(generate('two'));
    host.last.say({ type: 'ready' });
    await before.close();
    expect(host.last.isKilled).toBe(true);

    const after = await openQueue();
    expect(after.snapshot(running).record.state).toEqual({ status: 'interrupted', resumable: true });
    expect(after.snapshot(waiting).record.state).toEqual({ status: 'interrupted', resumable: true });
    expect(store.records.get(running)?.state.status).toBe('interrupted');
    expect(host.processes).toHaveLength(1);

    await after.resume(running);
    expect(host.processes).toHaveLength(2);
    host.last.say({ type: 'ready' });
    expect(host.last.received[0]).toMatchObject({ type: 'start', place: { jobId: running }, spec: { name: 'one' } });
    host.last.say({ type: 'done', outcome });
    await after.idle();
    expect(store.records.get(running)).toMatchObject({ state: { status: 'succeeded' } });
  });

  it('refuses to resume what runs or has succeeded, and to dismiss what has not ended', async () => {
    const queue = await openQueue();
    const id = await queue.start(generate());
    await expect(queue.resume(id)).rejects.toMatchObject({ code: 'conflict' });
    await expect(queue.dismiss(id)).rejects.toMatchObject({ code: 'conflict' });
    host.last.say({ type: 'done', outcome });
    await expect(queue.resume(id)).rejects.toMatchObject({ code: 'conflict' });
    await queue.dismiss(id);
    expect(queue.list()).toEqual([]);
    expect((await openQueue()).list()).toEqual([]);
    expect(() => queue.snapshot('job_unknown' as typeof id)).toThrow('no such job');
  });

  it('goes on when the disk refuses, and reports it', async () => {
    const queue = await openQueue();
    const id = await queue.start(generate());
    store.appendLog = () => Promise.reject(new Error('disk full'));
    host.last.say({ type: 'log', line: 'x' });
    host.last.say({ type: 'done', outcome });
    await queue.idle();
    expect(faults).toEqual(['The log could not be written.']);
    expect(store.records.get(id)?.state.status).toBe('succeeded');
  });
});
