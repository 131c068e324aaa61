import { useCallback, useSyncExternalStore } from 'react';
import type { JobId } from '@shared/domain/ids';
import type { JobRecord } from '@shared/domain/jobState';
import type { JobsState, LiveMetrics } from './jobEventStore';
import { useOutis } from './outisContext';

export function useJobs(): JobsState {
  const { jobs } = useOutis();
  return useSyncExternalStore(jobs.subscribe, jobs.getState);
}

export function useJob(jobId: JobId | null): JobRecord | undefined {
  return useJobs().records.find((record) => record.id === jobId);
}

/** Points that arrived while the window watched. */
export function useLiveMetrics(jobId: JobId): LiveMetrics {
  const { jobs } = useOutis();
  const read = useCallback(() => jobs.metricsOf(jobId), [jobs, jobId]);
  return useSyncExternalStore(jobs.subscribe, read);
}
