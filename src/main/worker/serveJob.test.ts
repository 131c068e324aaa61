import { describe, expect, it } from 'vitest';
import { JobSpec } from '@shared/domain/jobs';
import { type JobOutcome } from '@shared/domain/jobState';
import { throwIfCancelled } from '@shared/lib/abort';
import { Failure } from '@shared/lib/failure';
import { FakeClock } from '../jobs/fakeClock.testing';
import type { JobContext } from '../jobs/jobContext';
import { HostMessage, WorkerMessage } from '../jobs/protocol';
import type { RunnerTable } from './runJob';
import { serveJob } from './serveJob';

const outcome: JobOutcome = { setId: null, exportDir: null, runDir: null, summary: 'made' };
const start: HostMessage = {
  type: 'start',
  spec: JobSpec.parse({ kind: 'doctor' }),
  place: HostMessage.options[0].shape.place.parse({
    jobId: 'job_test',
    libraryPath: '/l',
    runDir: '/l/runs/job_test',
    resourcesDir: '/r',
    modelsDir: '/m',
    program: 'Outis test',
  }),
};

function serve(doctor: (context: JobContext) => Promise<JobOutcome>) {
  const sent: WorkerMessage[] = [];
  let receive: (raw: unknown) => void = () => undefined;
  let hostGone: () => void = () => undefined;
  let leftCount = 0;
  const never = () => Promise.reject(new Error('not this one'));
  const runners: RunnerTable = {
    generate: never,
    import: never,
    place: never,
    export: never,
    train: never,
    verify: never,
    prove: never,
    twin: never,
    compose: never,
    render: never,
    map: never,
    card: never,
    privacy: never,
    audit: never,
    score: never,
    withdraw: never,
    doctor: () => Promise.resolve((_spec, context) => doctor(context)),
  };
  const server = serveJob({
    // Both directions are parsed here, as the real host does: a message that the protocol does not know fails the test.
    transport: {
      post: (message) => sent.push(WorkerMessage.parse(message)),
      onMessage: (listener) => (receive = listener),
      onHostGone: (listener) => (hostGone = listener),
    },
    runners,
    clock: new FakeClock(),
    leave: () => leftCount++,
  });
  return { sent, server, say: (raw: unknown) => receive(raw), hostGone: () => hostGone(), left: () => leftCount };
}
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};
const types = (sent: readonly WorkerMessage[]): string[] => sent.map((message) => message.type);

describe('worker process', () => {
  it('says ready, reports, flushes what it held back, ends, and leaves when told', async () => {
    const worker = serve((context) => {
      context.progress({ phase: 'look', done: 1, total: 2, unit: 'checks' });
      context.progress({ phase: 'look', done: 2, total: 2, unit: 'checks' });
      context.metric('loss', 1, 0.5);
      context.log('a line');
      return Promise.resolve(outcome);
    });
    expect(types(worker.sent)).toEqual(['ready']);
    worker.say(start);
    await settle();
    expect(types(worker.sent)).toEqual(['ready', 'progress', 'log', 'progress', 'metrics', 'done']);
    expect(worker.sent.at(-1)).toEqual({ type: 'done', outcome });
    expect(worker.left()).toBe(0);
    worker.say({ type: 'close' });
    expect(worker.left()).toBe(1);
  });

  it('fires the signal on cancel', async () => {
    let proceed: () => void = () => undefined;
    const worker = serve(async (context) => {
      await new Promise<void>((resolve) => (proceed = resolve));
      throwIfCancelled(context.signal);
      return outcome;
    });
    worker.say(start);
    await settle();
    worker.say({ type: 'cancel' });
    proceed();
    await settle();
    expect(worker.sent.at(-1)).toMatchObject({ type: 'failed', error: { code: 'cancelled' } });
  });

  it('sends a Failure as it is, and an unexpected error as internal with its stack in the log only', async () => {
    const failing = serve(() =>
      Promise.reject(new Failure({ code: 'conflict', message: 'm', place: 'p', remedy: 'r' })),
    );
    failing.say(start);
    await settle();
    expect(failing.sent.slice(1)).toEqual([
      { type: 'failed', error: { code: 'conflict', message: 'm', place: 'p', remedy: 'r' } },
    ]);

    const crashing = serve(() => Promise.reject(new TypeError('x is not a function')));
    crashing.say(start);
    await settle();
    expect(types(crashing.sent)).toEqual(['ready', 'log', 'failed']);
    expect(crashing.sent.at(-1)).toEqual({
      type: 'failed',
      error: { code: 'internal', message: 'x is not a function' },
    });
  });

  it('gives errors of the system and of memory their own codes', async () => {
    const full = Object.assign(new Error('ENOSPC: no space'), { code: 'ENOSPC', path: '/l/x' });
    const worker = serve(() => Promise.reject(full));
    worker.say(start);
    await settle();
    expect(worker.sent.at(-1)).toMatchObject({ error: { code: 'disk-full', place: '/l/x' } });

    const hungry = serve(() => Promise.reject(new RangeError('Array buffer allocation failed')));
    hungry.say(start);
    await settle();
    expect(hungry.sent.at(-1)).toMatchObject({ error: { code: 'out-of-memory' } });
  });

  it('says nothing after its final message, whatever still happens', async () => {
    let late: JobContext | null = null;
    const worker = serve((context) => {
      late = context;
      return Promise.resolve(outcome);
    });
    worker.say(start);
    await settle();
    const count = worker.sent.length;
    late!.log('late');
    late!.progress({ phase: 'late', done: 1, total: null, unit: 'x' });
    worker.server.fail(new Error('late'));
    expect(worker.sent).toHaveLength(count);
  });

  it('fails on nonsense and on a second start, and leaves when the host is gone', async () => {
    const confused = serve(() => Promise.resolve(outcome));
    confused.say({ type: 'start', spec: { kind: 'mystery' } });
    expect(confused.sent.at(-1)).toMatchObject({ type: 'failed', error: { code: 'internal' } });

    const twice = serve(() => new Promise(() => undefined));
    twice.say(start);
    await settle();
    twice.say(start);
    expect(twice.sent.at(-1)).toMatchObject({ type: 'failed', error: { code: 'internal' } });
    twice.hostGone();
    expect(twice.left()).toBe(1);
  });
});
