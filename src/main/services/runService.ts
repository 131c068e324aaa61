import type { Certificate } from '@shared/domain/certificate';
import type { JobId } from '@shared/domain/ids';
import type { JobRecord, MetricPoint } from '@shared/domain/jobState';
import { leavesReport, type RunReport } from '@shared/domain/report';
import { Failure } from '@shared/lib/failure';
import { readCertificate, saveCertificate } from '../storage/certificateStore';
import type { DiskJobStore } from '../storage/jobStore';

export interface RunService {
  /** Runs with their reports, newest first, dismissed ones too; an unreadable report counts as none. */
  list(): Promise<{ record: JobRecord; report: RunReport | null }[]>;
  /** @throws Failure corrupt-data */
  report(jobId: JobId): Promise<RunReport | null>;
  metrics(jobId: JobId): Promise<MetricPoint[]>;
  /** Null where the run left no certificate. @throws Failure corrupt-data */
  certificate(jobId: JobId): Promise<Certificate | null>;
  /** Copies certificate and page out of the library. @returns path of the page. @throws Failure not-found, invalid-input, disk-full, io */
  saveCertificate(jobId: JobId, folder: string): Promise<string>;
}

async function reportOrNull(store: DiskJobStore, jobId: JobId): Promise<RunReport | null> {
  try {
    return await store.readReport(jobId);
  } catch (thrown) {
    // The list must open whatever one report looks like; asked for by itself, it says what is wrong with it.
    if (thrown instanceof Failure) return null;
    throw thrown;
  }
}

/** @param current records as the queue knows them, which on the disk may be a moment old. */
export function createRunService(store: DiskJobStore, current: () => readonly JobRecord[]): RunService {
  return {
    list: async () => {
      const live = new Map(current().map((record) => [record.id, record]));
      const records = (await store.list()).filter(({ spec }) => leavesReport(spec.kind)).reverse();
      return Promise.all(
        records.map(async (stored) => ({
          record: live.get(stored.id) ?? stored,
          report: await reportOrNull(store, stored.id),
        })),
      );
    },
    report: (jobId) => store.readReport(jobId),
    metrics: (jobId) => store.readMetrics(jobId),
    certificate: (jobId) => readCertificate(store.runDir(jobId)),
    saveCertificate: (jobId, folder) => saveCertificate(store.runDir(jobId), folder),
  };
}
