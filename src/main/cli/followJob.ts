import type { JobId } from '@shared/domain/ids';
import type { JobSpecInput } from '@shared/domain/jobs';
import { isEnded } from '@shared/domain/jobState';
import type { JobOutcome, JobRecord } from '@shared/domain/jobState';
import { Failure } from '@shared/lib/failure';
import type { Cli } from './cli';
import { EXIT, exitCodeOf } from './exitCode';
import type { Session } from './session';

export interface FinishedJob {
  readonly id: JobId;
  readonly title: string;
  readonly outcome: JobOutcome;
  readonly durationMs: number | null;
}

/** Starts a job and stays with it to its end. @throws Failure of the job, or cancelled */
export const runJob = (cli: Cli, session: Session, spec: JobSpecInput): Promise<FinishedJob> =>
  follow(cli, session, () => session.call('job.start', spec));

/** Continues a job that did not end well, where it stopped. @throws Failure of the job, or cancelled */
export const resumeJob = (cli: Cli, session: Session, jobId: JobId): Promise<FinishedJob> =>
  follow(cli, session, async () => {
    await session.call('job.resume', jobId);
    return jobId;
  });

async function follow(cli: Cli, session: Session, begin: () => Promise<JobId>): Promise<FinishedJob> {
  const stop = new AbortController();
  const undoInterrupt = cli.onInterrupt(() => {
    cli.output.note('Stopping after the batch in hand. Interrupt once more to stop at once.');
    stop.abort();
  });
  try {
    const jobId = await begin();
    return finished(session, await ended(cli, session, jobId, stop.signal));
  } finally {
    undoInterrupt();
    cli.output.progress.clear();
  }
}

/** Listens first and looks second, so that an end between the two is not missed. */
async function ended(cli: Cli, session: Session, jobId: JobId, stop: AbortSignal): Promise<JobRecord> {
  const title = (await session.call('job.snapshot', jobId)).record.title;
  await new Promise<void>((resolve, reject) => {
    const cancel = (): void => void session.call('job.cancel', jobId).catch(reject);
    const undo = session.onJobEvent((event) => {
      if (event.jobId !== jobId || event.body.type !== 'state') return;
      const { state } = event.body;
      if (state.status === 'running' && state.progress !== null) cli.output.progress.show(title, state.progress);
      if (!isEnded(state)) return;
      undo();
      resolve();
    });
    if (stop.aborted) cancel();
    else stop.addEventListener('abort', cancel, { once: true });
    void session.call('job.snapshot', jobId).then(({ record }) => {
      if (!isEnded(record.state)) return;
      undo();
      resolve();
    }, reject);
  });
  return (await session.call('job.snapshot', jobId)).record;
}

function finished(session: Session, record: JobRecord): FinishedJob {
  const { state, id, title, startedAt, endedAt } = record;
  const canResume = 'resumable' in state && state.resumable;
  const resume = `outis jobs resume ${id} --library ${JSON.stringify(session.libraryPath)}`;
  switch (state.status) {
    case 'succeeded': {
      const durationMs = startedAt === null || endedAt === null ? null : Date.parse(endedAt) - Date.parse(startedAt);
      return { id, title, outcome: state.outcome, durationMs };
    }
    case 'failed': {
      // A name or number that was typed wrongly stands in the job itself: resumed, it would ask for the same again.
      const isMistyped = exitCodeOf(state.error.code) === EXIT.badInput;
      const next = isMistyped
        ? 'Correct the command and give it again.'
        : canResume
          ? `Then resume: ${resume}`
          : undefined;
      const remedy = [state.error.remedy, next].filter(Boolean).join(' ');
      // A process that died cannot say where: then the job is the place, as its log lies in the folder of that name.
      throw new Failure({ ...state.error, place: state.error.place ?? id, ...(remedy === '' ? {} : { remedy }) });
    }
    case 'cancelled':
    case 'interrupted':
      throw new Failure({
        code: 'cancelled',
        message: `“${title}” was cancelled; what was finished is kept.`,
        place: id,
        ...(canResume ? { remedy: `Resume: ${resume}` } : {}),
      });
    case 'queued':
    case 'running':
    case 'cancelling':
      throw new Failure({ code: 'internal', message: `“${title}” was left before its end.`, place: id });
  }
}
