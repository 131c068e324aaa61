import { join } from 'node:path';
import { DoctorReport } from '@shared/domain/report';
import { Failure } from '@shared/lib/failure';
import type { Clock } from '../jobs/clock';
import type { JobPlace } from '../jobs/jobContext';
import { createJobQueue } from '../jobs/jobQueue';
import { createMemoryJobStore } from '../jobs/memoryJobStore';
import type { WorkerHost } from '../jobs/workerHost';
import { readJsonAs } from '../storage/jsonFile';
import { jobEnd } from './jobEnd';

export interface DoctorOptions {
  readonly host: WorkerHost;
  readonly clock: Clock;
  readonly place: Omit<JobPlace, 'jobId' | 'runDir'>;
  /** Where the check's own folder is made. */
  readonly runsDir: string;
  readonly onFault: (message: string, thrown: unknown) => void;
}

/** Checks this machine in a worker process, with or without an open library. @throws Failure */
export async function runDoctor(options: DoctorOptions): Promise<DoctorReport> {
  const { host, clock, onFault, runsDir } = options;
  const store = createMemoryJobStore(runsDir);
  const queue = await createJobQueue({
    store,
    host,
    clock,
    onFault,
    place: options.place,
  });
  try {
    const jobId = await queue.start({ kind: 'doctor' });
    const state = await jobEnd(queue, jobId);
    if (state.status === 'failed') throw new Failure(state.error);
    if (state.status !== 'succeeded') throw new Failure({ code: 'cancelled', message: 'The check was stopped.' });
    return await readJsonAs(join(store.runDir(jobId), 'report.json'), DoctorReport);
  } finally {
    await queue.close();
  }
}
