import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { JobSpecInput } from '../src/shared/domain/jobs';
import type { JobOutcome } from '../src/shared/domain/jobState';
import { call } from './bridge';

/** Starts a job through the door and waits for its good end. */
export async function runJob(page: Page, spec: JobSpecInput, timeoutMs = 120_000): Promise<JobOutcome> {
  const jobId = await call(page, 'job.start', spec);
  const state = async () => (await call(page, 'job.snapshot', jobId)).record.state;
  await expect.poll(async () => (await state()).status, { timeout: timeoutMs }).toMatch(/succeeded|failed|cancelled/);
  const end = await state();
  if (end.status === 'succeeded') return end.outcome;
  throw new Error(`The job did not succeed: ${JSON.stringify(end)}`);
}
