import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { DatasetInfo } from '@shared/domain/exportManifest';
import { setIdOfJob } from '@shared/domain/ids';
import { JobSpec } from '@shared/domain/jobs';
import type { JobSpecInput } from '@shared/domain/jobs';
import type { JobOutcome, JobRecord } from '@shared/domain/jobState';
import type { Session } from '../session';

/** The same work, whatever the number of threads: they never change the bytes. */
const essence = (spec: JobSpec): JobSpec => (spec.kind === 'generate' ? { ...spec, workers: null } : spec);

/** Jobs of the library with the very same spec, newest first. */
export async function jobsLike(session: Session, input: JobSpecInput): Promise<readonly JobRecord[]> {
  const wanted = essence(JobSpec.parse(input));
  const records = await session.call('job.list', undefined);
  return records
    .filter(({ spec }) => isDeepStrictEqual(essence(spec), wanted))
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

/**
 * Why the set of an earlier job cannot stand for what this program would make, or be finished by it: other drawing code, head model
 * or encoder give other bytes. @returns null where they are the same, or where the job has made no set yet
 */
export async function otherGenerator(session: Session, { spec, id }: JobRecord): Promise<string | null> {
  if (spec.kind !== 'generate') return null;
  const setId = setIdOfJob(id);
  const sets = await session.call('set.list', undefined);
  if (!sets.some((set) => set.id === setId)) return null;
  const { info } = await session.call('set.get', { setId });
  const ours = await session.call('generator.fingerprint', undefined);
  if (info.kind !== 'syn' || info.fingerprint.sha256 === ours.sha256) return null;
  return `its set ${setId} is of another generator (${info.fingerprint.sha256.slice(0, 12)}, this program draws with ${ours.sha256.slice(0, 12)}), and its bytes are not the same`;
}

/** Whether what a job made is still there and still says what the set's journal says: only then may a step be skipped. */
export async function isStillGood(session: Session, record: JobRecord, outcome: JobOutcome): Promise<boolean> {
  switch (record.spec.kind) {
    case 'generate':
    case 'twin':
    case 'compose':
    case 'import': {
      const sets = await session.call('set.list', undefined);
      return sets.some(({ id, state }) => id === outcome.setId && state === 'complete');
    }
    case 'export':
      return outcome.exportDir !== null && (await isExportCurrent(session, outcome.exportDir));
    case 'train': {
      const report = await session.call('run.report', record.id);
      return (
        report?.kind === 'train' &&
        (await exists(join(outcome.runDir ?? '', 'model.safetensors'))) &&
        (await areRevisionsCurrent(session, report.sets))
      );
    }
    case 'verify':
    case 'prove':
      return (await session.call('run.report', record.id)) !== null;
    case 'place':
    case 'render':
    case 'map':
    case 'score':
    case 'card':
    case 'privacy':
    case 'audit':
    case 'withdraw':
    case 'doctor':
      return false;
  }
}

interface Pinned {
  readonly setId: string;
  readonly curationRevision: number;
}

async function areRevisionsCurrent(session: Session, pinned: readonly Pinned[]): Promise<boolean> {
  const sets = await session.call('set.list', undefined);
  return pinned.every(
    ({ setId, curationRevision }) => sets.find(({ id }) => id === setId)?.revision === curationRevision,
  );
}

async function isExportCurrent(session: Session, directory: string): Promise<boolean> {
  const path = join(directory, 'dataset.json');
  if (!(await exists(path))) return false;
  const parsed = DatasetInfo.safeParse(JSON.parse(await readFile(path, 'utf8')));
  if (!parsed.success) return false;
  return await areRevisionsCurrent(
    session,
    [parsed.data.syn, parsed.data.real].filter((part) => part !== null),
  );
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
