import { isEnded, type JobRecord } from '@shared/domain/jobState';
import { isResumable } from '../jobs/jobKinds';
import { isLockFree } from '../platform/fileLock';
import type { DiskJobStore } from '../storage/jobStore';
import { lockFile } from '../storage/libraryPaths';

/**
 * The jobs of a library that is only looked at, oldest first. A program that was killed left its jobs as running: where nobody
 * holds the library they are told as interrupted, as the next program that opens it will write them down. Nothing is written here.
 */
export async function jobsAsLeft(libraryPath: string, store: Pick<DiskJobStore, 'list'>): Promise<JobRecord[]> {
  const lock = lockFile(libraryPath);
  // Asked on both sides of the reading: a program that comes or goes meanwhile must not make its own jobs look interrupted.
  const wasFree = await isLockFree(lock);
  const records = await store.list();
  if (!wasFree || !(await isLockFree(lock))) return records;
  return records.map((record) =>
    isEnded(record.state)
      ? record
      : { ...record, state: { status: 'interrupted', resumable: isResumable(record.spec.kind) } },
  );
}
