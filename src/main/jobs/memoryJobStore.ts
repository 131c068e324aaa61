import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobId } from '@shared/domain/ids';
import type { JobRecord, MetricPoint } from '@shared/domain/jobState';
import type { JobStore } from './jobStore';

export interface MemoryJobStore extends JobStore {
  readonly records: ReadonlyMap<JobId, JobRecord>;
  readonly metrics: ReadonlyMap<JobId, readonly MetricPoint[]>;
  readonly logs: ReadonlyMap<JobId, readonly string[]>;
}

/** Remembers jobs only while the program runs: for `outis doctor` where no library is open. Run folders lie in `runsDir`. */
export function createMemoryJobStore(runsDir: string): MemoryJobStore {
  const records = new Map<JobId, JobRecord>();
  const metrics = new Map<JobId, MetricPoint[]>();
  const logs = new Map<JobId, string[]>();
  const runDir = (jobId: JobId): string => join(runsDir, jobId);
  const appendTo = <T>(map: Map<JobId, T[]>, jobId: JobId, items: readonly T[]): void => {
    map.set(jobId, [...(map.get(jobId) ?? []), ...items]);
  };
  return {
    records,
    metrics,
    logs,
    runDir,
    list: () => Promise.resolve([...records.values()]),
    save: async (record) => {
      await mkdir(runDir(record.id), { recursive: true });
      records.set(record.id, record);
    },
    appendMetrics: (jobId, points) => {
      appendTo(metrics, jobId, points);
      return Promise.resolve();
    },
    appendLog: (jobId, line) => {
      appendTo(logs, jobId, [line]);
      return Promise.resolve();
    },
  };
}
