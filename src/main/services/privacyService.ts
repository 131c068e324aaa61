import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { JobId, SetId } from '@shared/domain/ids';
import type { PrivacyReport, PrivacyState } from '@shared/domain/privacy';
import { Failure } from '@shared/lib/failure';
import { writeFileAtomic } from '../platform/atomicWrite';
import { ioFailure } from '../platform/ioFailure';
import { createJobStore } from '../storage/jobStore';
import { changedSince, readPrivacyState } from '../storage/privacy/privacyState';

/** A written report and what a copy of it is called, without an ending. */
export interface PrivacyPage {
  readonly path: string;
  readonly copyName: string;
}

export interface PrivacyService {
  /** Whether the set has a privacy report, and whether it still holds. @throws Failure not-found, corrupt-data, io */
  privacyState(setId: SetId): Promise<PrivacyState>;
  /** What has changed since the report of a run was made, or null. @throws Failure not-found, corrupt-data, io */
  changed(runId: JobId): Promise<string | null>;
  /** report.html of a run. @throws Failure not-found, corrupt-data */
  page(runId: JobId): Promise<PrivacyPage>;
  /** Copies the report out of the library. @returns path of the copy. @throws Failure not-found, invalid-input, disk-full, io */
  save(runId: JobId, folder: string, as: 'html' | 'json'): Promise<string>;
}

export function createPrivacyService(libraryPath: string): PrivacyService {
  const store = createJobStore(libraryPath);
  const reportOf = async (runId: JobId): Promise<PrivacyReport> => {
    const report = await store.readReport(runId);
    if (report?.kind === 'privacy') return report;
    throw new Failure({ code: 'not-found', message: 'This run left no privacy report.', place: runId });
  };
  const copyNameOf = ({ exported, name }: PrivacyReport): string => `privacy-${exported?.name ?? name}`;
  return {
    privacyState: async (setId) => (await readPrivacyState(libraryPath, setId)).state,
    changed: async (runId) => changedSince(libraryPath, await reportOf(runId)),
    page: async (runId) => ({
      path: join(store.runDir(runId), 'report.html'),
      copyName: copyNameOf(await reportOf(runId)),
    }),
    save: async (runId, folder, as) => {
      const copyName = copyNameOf(await reportOf(runId));
      const from = join(store.runDir(runId), `report.${as}`);
      return saveCopy(folder, `${copyName}.${as}`, await readReport(from));
    },
  };
}

async function readReport(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (thrown) {
    throw ioFailure(thrown, 'read the report', path);
  }
}

/** Writes a file into a folder that is made when it is missing; an older one of the same name is replaced. @returns its path */
export async function saveCopy(folder: string, name: string, bytes: Uint8Array): Promise<string> {
  if (!isAbsolute(folder))
    throw new Failure({ code: 'invalid-input', message: 'The folder must be named in full.', place: folder });
  const path = join(folder, name);
  await writeFileAtomic(path, bytes);
  return path;
}
