import { realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { JobId, SetId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import { ioFailure } from '../platform/ioFailure';

/** Where everything lies inside a library folder (docs/architecture.md, "Disk is the truth"). Pure. */
export const libraryFile = (library: string): string => join(library, 'library.json');
export const lockFile = (library: string): string => join(library, '.lock');
export const auditFile = (library: string): string => join(library, 'audit.jsonl');
export const curationSettingsFile = (library: string): string => join(library, 'curation.json');
export const registerFile = (library: string): string => join(library, 'consent', 'register.jsonl');
export const noticesDir = (library: string): string => join(library, 'consent', 'notices');
export const evidenceDir = (library: string): string => join(library, 'consent', 'evidence');
export const setsDir = (library: string): string => join(library, 'sets');
export const runsDir = (library: string): string => join(library, 'runs');
export const exportsDir = (library: string): string => join(library, 'exports');
export const trashDir = (library: string): string => join(library, 'trash');

export const setDir = (library: string, setId: SetId): string => join(setsDir(library), setId);
export const setFile = (library: string, setId: SetId): string => join(setDir(library, setId), 'set.json');
export const identitiesFile = (library: string, setId: SetId): string =>
  join(setDir(library, setId), 'identities.json');
export const samplesDir = (library: string, setId: SetId): string => join(setDir(library, setId), 'samples');
export const coefficientsDir = (library: string, setId: SetId): string => join(setDir(library, setId), 'coefficients');
export const curationFile = (library: string, setId: SetId): string => join(setDir(library, setId), 'curation.jsonl');
export const reviewsFile = (library: string, setId: SetId): string => join(setDir(library, setId), 'reviews.jsonl');
export const importFile = (library: string, setId: SetId): string => join(setDir(library, setId), 'import.jsonl');

export const runDir = (library: string, jobId: JobId): string => join(runsDir(library), jobId);
export const jobFile = (library: string, jobId: JobId): string => join(runDir(library, jobId), 'job.json');
export const metricsFile = (library: string, jobId: JobId): string => join(runDir(library, jobId), 'metrics.jsonl');
export const logFile = (library: string, jobId: JobId): string => join(runDir(library, jobId), 'log.txt');
export const reportFile = (library: string, jobId: JobId): string => join(runDir(library, jobId), 'report.json');

/** True when `path` is `root` or lies below it, by path segments and not by text prefix. */
export function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

const outside = (path: string): Failure =>
  new Failure({ code: 'invalid-input', message: 'The path leads out of its folder.', place: path });

/** Joins a stored `/`-separated path to its folder. @throws Failure invalid-input when it leads out of it */
export function inside(root: string, path: string): string {
  const whole = resolve(root, path);
  if (path.includes('\0') || whole === resolve(root) || !isInside(resolve(root), whole)) throw outside(path);
  return whole;
}

/**
 * As `inside`, and the file must exist and not be reached through a link that leads out.
 * @throws Failure invalid-input, not-found, io
 */
export async function existingInside(root: string, path: string): Promise<string> {
  const whole = inside(root, path);
  try {
    const [realRoot, real] = await Promise.all([realpath(root), realpath(whole)]);
    if (!isInside(realRoot, real)) throw outside(path);
    return real;
  } catch (thrown) {
    throw ioFailure(thrown, 'open the file', whole);
  }
}
