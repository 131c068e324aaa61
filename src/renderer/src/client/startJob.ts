import type { JobId } from '@shared/domain/ids';
import type { JobSpecInput } from '@shared/domain/jobs';
import type { Outis } from './outisContext';

/** Starts long work; the job tray and every page that lists jobs see it at once. */
export async function startJob({ client, jobs }: Pick<Outis, 'client' | 'jobs'>, spec: JobSpecInput): Promise<JobId> {
  const jobId = await client.call('job.start', spec);
  await jobs.reload();
  return jobId;
}
