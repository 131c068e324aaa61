import type { ErrorPayload, JobOutcome, JobProgress, JobState } from '@shared/domain/jobState';
import { isEnded } from '@shared/domain/jobState';
import { assertNever } from '@shared/lib/assertNever';
import { describeExit } from './describeExit';
import type { WorkerExit } from './workerHost';

/** All that can happen to a job. */
export type JobHappening =
  | { readonly type: 'started' }
  | { readonly type: 'progress'; readonly progress: JobProgress }
  | { readonly type: 'cancel-asked' }
  | { readonly type: 'done'; readonly outcome: JobOutcome }
  | { readonly type: 'failed'; readonly error: ErrorPayload }
  /** The process ended and had said neither `done` nor `failed`. */
  | { readonly type: 'exited'; readonly exit: WorkerExit }
  /** A new start of the program found the job as the last one left it. */
  | { readonly type: 'program-restarted' }
  | { readonly type: 'resume-asked' };

/**
 * The next state, or null where the happening changes nothing (late progress, a second cancel, an end after an end).
 * @param resumable whether this kind of job continues where it stopped
 */
export function nextJobState(state: JobState, happening: JobHappening, resumable: boolean): JobState | null {
  switch (happening.type) {
    case 'started':
      return state.status === 'queued' ? { status: 'running', progress: null } : null;
    case 'progress':
      return state.status === 'running' ? { status: 'running', progress: happening.progress } : null;
    case 'cancel-asked':
      if (state.status === 'queued') return { status: 'cancelled', resumable };
      return state.status === 'running' ? { status: 'cancelling' } : null;
    case 'done':
      // Also while cancelling: the work was over before the wish arrived, and it is whole.
      return isLive(state) ? { status: 'succeeded', outcome: happening.outcome } : null;
    case 'failed':
      if (!isLive(state)) return null;
      return happening.error.code === 'cancelled'
        ? { status: 'cancelled', resumable }
        : { status: 'failed', error: happening.error, resumable };
    case 'exited':
      if (state.status === 'cancelling') return { status: 'cancelled', resumable };
      return state.status === 'running' ? { status: 'failed', error: describeExit(happening.exit), resumable } : null;
    case 'program-restarted':
      return isEnded(state) ? null : { status: 'interrupted', resumable };
    case 'resume-asked':
      return canResume(state) ? { status: 'queued' } : null;
    default:
      return assertNever(happening);
  }
}

const isLive = (state: JobState): boolean => state.status === 'running' || state.status === 'cancelling';

/** Ended without success: continued where the kind allows it, else begun again. */
export const canResume = (state: JobState): boolean =>
  state.status === 'cancelled' || state.status === 'failed' || state.status === 'interrupted';
