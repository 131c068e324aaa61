import type { JobEvent, JobRecord } from '@shared/domain/jobState';
import { JobId } from '@shared/domain/ids';
import { JobSpec } from '@shared/domain/jobs';
import type { CliProcedure, Session } from './session';
import type { Terminal } from './runCli';

export const JOB_ID = JobId.parse('job_test01');

type Answers = Partial<Record<CliProcedure, (input: never) => unknown>>;

export interface FakeTerminal extends Terminal {
  /** Everything written so far. */
  readonly out: () => string;
  readonly err: () => string;
  /** Procedures called, in order, with their inputs. */
  readonly calls: [CliProcedure, unknown][];
  /** What Ctrl+C does. */
  interrupt: () => void;
  /** Tells the listeners of job events. */
  readonly emit: (event: JobEvent) => void;
  readonly closedCount: () => number;
}

/** A terminal over a library that answers what a test says; a procedure without an answer fails the test. */
export function fakeTerminal(answers: Answers = {}, more: Partial<Terminal> = {}): FakeTerminal {
  const out: string[] = [];
  const err: string[] = [];
  const calls: [CliProcedure, unknown][] = [];
  const listeners = new Set<(event: JobEvent) => void>();
  const interrupts = new Set<() => void>();
  let closedCount = 0;
  const session = (libraryPath: string): Session => ({
    libraryPath,
    call: async (name, input) => {
      calls.push([name, input]);
      const reply = answers[name];
      if (reply === undefined) throw new Error(`the test has no answer to ${name}`);
      return (await reply(input as never)) as never;
    },
    onJobEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      closedCount++;
      return Promise.resolve();
    },
  });
  return {
    version: '0.0.0',
    cwd: '/home/person',
    defaultLibrary: null,
    userName: 'tester',
    stdout: { write: (text) => void out.push(text) },
    stderr: { write: (text) => void err.push(text) },
    isTty: false,
    columns: 80,
    now: () => 0,
    openSession: ({ library }) => Promise.resolve(session(library)),
    openTemporarySession: () => Promise.resolve(session('/tmp/library')),
    onInterrupt: (listener) => {
      interrupts.add(listener);
      return () => interrupts.delete(listener);
    },
    ...more,
    out: () => out.join(''),
    err: () => err.join(''),
    calls,
    interrupt: () => interrupts.forEach((listener) => listener()),
    emit: (event) => listeners.forEach((listener) => listener(event)),
    closedCount: () => closedCount,
  };
}

/** A job as the queue lists it; the spec is a doctor's unless another is given. */
export function jobRecord(state: JobRecord['state'], spec: unknown = { kind: 'doctor' }): JobRecord {
  return {
    schema: 1,
    id: JOB_ID,
    title: 'a job',
    spec: JobSpec.parse(spec),
    state,
    createdAt: '2024-01-01T00:00:00.000Z',
    startedAt: '2024-01-01T00:00:00.000Z',
    endedAt: '2024-01-01T00:00:07.000Z',
  };
}
