import type { JobId } from '@shared/domain/ids';
import { isEnded, type JobState } from '@shared/domain/jobState';
import type { JobQueue } from '../jobs/jobQueue';

/** Waits until a job has ended and gives its final state. */
export function jobEnd(queue: JobQueue, jobId: JobId): Promise<JobState> {
  return new Promise((resolve) => {
    const stop = queue.onEvent(({ jobId: id, body }) => {
      if (id === jobId && body.type === 'state' && isEnded(body.state)) settle(body.state);
    });
    const settle = (state: JobState): void => {
      stop();
      resolve(state);
    };
    // It may have ended before anyone listened.
    const { state } = queue.snapshot(jobId).record;
    if (isEnded(state)) settle(state);
  });
}
