import type { JobId } from '@shared/domain/ids';
import type { JobRecord, MetricPoint } from '@shared/domain/jobState';

/** Where jobs are remembered: runs/<jobId>/ of a library. Calls for one job come one after the other. */
export interface JobStore {
  /** Every job that was saved, in any order; an unreadable one is left out and reported by the store. */
  list(): Promise<readonly JobRecord[]>;
  /** Makes the run folder where it is missing; on disk before the promise resolves. */
  save(record: JobRecord): Promise<void>;
  appendMetrics(jobId: JobId, points: readonly MetricPoint[]): Promise<void>;
  appendLog(jobId: JobId, line: string): Promise<void>;
  runDir(jobId: JobId): string;
}
