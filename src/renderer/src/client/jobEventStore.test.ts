import { describe, expect, it } from 'vitest';
import { JobId } from '@shared/domain/ids';
import type { JobRecord, JobState } from '@shared/domain/jobState';
import { fakeBridge } from './fakeBridge.testing';
import { JobEventStore } from './jobEventStore';
import { createClient } from './outisClient';

const id = JobId.parse('job_aaaa1111');
const running = (done: number): JobState => ({
  status: 'running',
  progress: { phase: 'render', done, total: 10, unit: 'samples', ratePerSecond: null, remainingMs: null },
});
const succeeded: JobState = {
  status: 'succeeded',
  outcome: { setId: null, exportDir: null, runDir: null, summary: 'done' },
};
const record = (state: JobState): JobRecord => ({
  schema: 1,
  id,
  title: 'Check',
  spec: { kind: 'doctor' },
  state,
  createdAt: '2026-01-01T00:00:00Z',
  startedAt: null,
  endedAt: null,
});
const event = (seq: number, state: JobState) => ({ jobId: id, seq, body: { type: 'state', state } });
const metric = (seq: number, step: number) => ({
  jobId: id,
  seq,
  body: { type: 'metrics', points: [{ name: 'loss', step, value: 1 }] },
});

/** A store whose program answers snapshots with `state` at number `seq`. */
async function started(initial: readonly JobRecord[], snapshot: { seq: number; state: JobState }) {
  const bridge = fakeBridge({
    'job.list': () => initial,
    'job.snapshot': () => ({ seq: snapshot.seq, record: record(snapshot.state) }),
  });
  const store = new JobEventStore(createClient(bridge), bridge.onJobEvent);
  await store.start();
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  };
  const snapshots = (): number => bridge.calls.filter(({ name }) => name === 'job.snapshot').length;
  return { bridge, store, settle, snapshots };
}

describe('JobEventStore', () => {
  it('asks once where it begins, then follows the numbers', async () => {
    const { bridge, store, settle, snapshots } = await started([record(running(0))], { seq: 5, state: running(1) });
    bridge.emit(event(5, running(1)));
    await settle();
    bridge.emit(event(6, running(2)));
    bridge.emit(event(7, running(3)));
    expect(snapshots()).toBe(1);
    expect(store.getState().records[0]?.state).toEqual(running(3));
  });

  it('asks for a snapshot at a gap and applies what came meanwhile after it', async () => {
    const { bridge, store, settle, snapshots } = await started([], { seq: 1, state: running(0) });
    bridge.emit(event(1, running(0)));
    await settle();
    const answer = { seq: 9, state: running(8) };
    Object.assign(bridge.call, {
      'job.snapshot': () => Promise.resolve({ ok: true, value: { seq: answer.seq, record: record(answer.state) } }),
    });
    bridge.emit(event(9, running(8)));
    bridge.emit(event(10, running(9)));
    await settle();
    expect(snapshots()).toBe(1);
    expect(store.getState().records[0]?.state).toEqual(running(9));
  });

  it('ignores an event that it has seen', async () => {
    const { bridge, store, settle } = await started([], { seq: 4, state: running(4) });
    bridge.emit(event(4, running(4)));
    await settle();
    bridge.emit(event(3, running(1)));
    expect(store.getState().records[0]?.state).toEqual(running(4));
  });

  it('marks the curves as incomplete after a gap', async () => {
    const { bridge, store, settle } = await started([], { seq: 1, state: running(0) });
    bridge.emit(metric(1, 10));
    await settle();
    const before = store.metricsOf(id).epoch;
    bridge.emit(metric(2, 20));
    expect(store.metricsOf(id)).toMatchObject({ epoch: before, points: [{ step: 20 }] });
    bridge.emit(metric(7, 70));
    await settle();
    expect(store.metricsOf(id).epoch).toBe(before + 1);
  });

  it('tells of an end once, and never of one that was over before', async () => {
    const { bridge, store, settle } = await started([record(running(1))], { seq: 1, state: running(1) });
    const ended: string[] = [];
    store.onEnded(({ title }) => ended.push(title));
    bridge.emit(event(1, running(1)));
    await settle();
    bridge.emit(event(2, succeeded));
    bridge.emit(event(2, succeeded));
    await store.reload();
    expect(ended).toEqual(['Check']);

    const late = await started([record(succeeded)], { seq: 1, state: succeeded });
    late.store.onEnded(({ title }) => ended.push(title));
    await late.store.reload();
    expect(ended).toHaveLength(1);
  });

  it('reads the list again when an event cannot be understood', async () => {
    const { bridge, settle } = await started([], { seq: 0, state: running(0) });
    bridge.emit({ nonsense: true });
    await settle();
    expect(bridge.calls.filter(({ name }) => name === 'job.list')).toHaveLength(2);
  });
});
