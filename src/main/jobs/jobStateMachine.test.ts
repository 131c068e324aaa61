import { describe, expect, it } from 'vitest';
import type { JobState } from '@shared/domain/jobState';
import { type JobHappening, nextJobState } from './jobStateMachine';

const outcome = { setId: null, exportDir: null, runDir: null, summary: '' };
const error = { code: 'io', message: 'm' } as const;
const progress = { phase: 'p', done: 1, total: 2, unit: 'u', ratePerSecond: null, remainingMs: null };

const all: Record<JobState['status'], JobState> = {
  queued: { status: 'queued' },
  running: { status: 'running', progress: null },
  cancelling: { status: 'cancelling' },
  succeeded: { status: 'succeeded', outcome },
  cancelled: { status: 'cancelled', resumable: true },
  failed: { status: 'failed', error, resumable: true },
  interrupted: { status: 'interrupted', resumable: true },
};
const happenings: Record<JobHappening['type'] | 'failed-cancelled', JobHappening> = {
  started: { type: 'started' },
  progress: { type: 'progress', progress },
  'cancel-asked': { type: 'cancel-asked' },
  done: { type: 'done', outcome },
  failed: { type: 'failed', error },
  'failed-cancelled': { type: 'failed', error: { code: 'cancelled', message: '' } },
  exited: { type: 'exited', exit: { code: 1, signal: null, startError: null } },
  'program-restarted': { type: 'program-restarted' },
  'resume-asked': { type: 'resume-asked' },
};

/** Everything not named here must change nothing. */
const changes: Partial<Record<keyof typeof happenings, Partial<Record<JobState['status'], JobState['status']>>>> = {
  started: { queued: 'running' },
  progress: { running: 'running' },
  'cancel-asked': { queued: 'cancelled', running: 'cancelling' },
  done: { running: 'succeeded', cancelling: 'succeeded' },
  failed: { running: 'failed', cancelling: 'failed' },
  'failed-cancelled': { running: 'cancelled', cancelling: 'cancelled' },
  exited: { running: 'failed', cancelling: 'cancelled' },
  'program-restarted': { queued: 'interrupted', running: 'interrupted', cancelling: 'interrupted' },
  'resume-asked': { cancelled: 'queued', failed: 'queued', interrupted: 'queued' },
};

describe('job state machine', () => {
  for (const [name, happening] of Object.entries(happenings) as [keyof typeof happenings, JobHappening][])
    for (const [status, state] of Object.entries(all) as [JobState['status'], JobState][]) {
      const expected = changes[name]?.[status] ?? null;
      it(`${status} + ${name} → ${expected ?? 'unchanged'}`, () => {
        expect(nextJobState(state, happening, true)?.status ?? null).toBe(expected);
      });
    }

  it('passes on whether the kind can be resumed', () => {
    expect(nextJobState(all.cancelling, happenings.exited, false)).toEqual({ status: 'cancelled', resumable: false });
  });
});
