import type { ErrorPayload } from '@shared/domain/jobState';
import type { WorkerExit } from './workerHost';

/** A process that ended without a last word, as an error a person can act on. */
export function describeExit(exit: WorkerExit): ErrorPayload {
  if (exit.startError !== null)
    return {
      code: 'worker-crashed',
      message: `The worker process could not be started: ${exit.startError}`,
      remedy: 'Run "npm run setup", then try again.',
    };
  const how = exit.signal === null ? `exit code ${exit.code ?? 'unknown'}` : `signal ${exit.signal}`;
  return {
    code: 'worker-crashed',
    message: `The worker process ended without a result (${how}).`,
    remedy: 'Look at the end of the log; resume the job, or run "outis doctor" if it happens again.',
  };
}
