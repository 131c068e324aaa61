import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatasetInfo, ManifestLine } from '@shared/domain/exportManifest';
import type { SetId } from '@shared/domain/ids';
import type { JobRecord } from '@shared/domain/jobState';
import type { AffectedExport, AffectedSet } from '@shared/domain/withdrawalPlan';
import { Failure } from '@shared/lib/failure';
import { ioFailure, isMissing } from '../../platform/ioFailure';
import { readAudit } from '../auditLog';
import { subjectOf } from '../consentsInForce';
import { readJsonAs } from '../jsonFile';
import { exportsDir, isInside } from '../libraryPaths';

/** Longer lines are no lines of ours. */
const MAX_LINE = 20_000;
const COEFFICIENTS = 'coefficients.arrow';

/** What the log says of an export, for folders that cannot be looked into. */
interface Logged {
  readonly name: string;
  readonly manifestSha256: string;
  readonly sets: readonly string[];
}

async function loggedExports(libraryPath: string): Promise<Map<string, Logged>> {
  const found = new Map<string, Logged>();
  for (const { action, subject, detail } of (await readAudit(libraryPath)).lines) {
    const { directory, manifestSha256, realSet, synSet } = detail;
    if (action !== 'export' || typeof directory !== 'string' || typeof manifestSha256 !== 'string') continue;
    const sets = [realSet, synSet].filter((id): id is string => typeof id === 'string');
    found.set(directory, { name: subject, manifestSha256, sets });
  }
  return found;
}

async function ownFolders(libraryPath: string): Promise<string[]> {
  const folder = exportsDir(libraryPath);
  try {
    return (await readdir(folder)).filter((name) => !name.startsWith('.')).map((name) => join(folder, name));
  } catch (thrown) {
    if (isMissing(thrown)) return [];
    throw ioFailure(thrown, 'list the exports', folder);
  }
}

/** Every place where an export of this library was ever put. @throws Failure io */
export async function exportFolders(libraryPath: string, jobs: readonly JobRecord[]): Promise<string[]> {
  const made = jobs.flatMap(({ state }) =>
    state.status === 'succeeded' && state.outcome.exportDir !== null ? [state.outcome.exportDir] : [],
  );
  const logged = [...(await loggedExports(libraryPath)).keys()];
  return [...new Set([...(await ownFolders(libraryPath)), ...made, ...logged])].sort();
}

/** Lines of a manifest that hold one of these texts and are what they should be. @throws Failure io */
async function* manifestLines(directory: string, texts: readonly string[]): AsyncGenerator<ManifestLine> {
  const path = join(directory, 'manifest.jsonl');
  const input = createReadStream(path, 'utf8');
  try {
    for await (const text of createInterface({ input, crlfDelay: Infinity })) {
      if (text.length > MAX_LINE || !texts.some((one) => text.includes(one))) continue;
      const line = ManifestLine.safeParse(jsonOf(text)).data;
      if (line !== undefined) yield line;
    }
  } catch (thrown) {
    throw ioFailure(thrown, 'read the export’s manifest', path);
  } finally {
    input.destroy();
  }
}

/** Lines of a manifest about the affected people. @throws Failure io */
async function linesOf(
  directory: string,
  own: AffectedSet,
  twins: readonly AffectedSet[],
  subject: string,
): Promise<ManifestLine[]> {
  const twinPeople = new Set(
    twins.flatMap(({ setId, identities }) => identities.map((identity) => `${setId} ${identity}`)),
  );
  const isAffected = ({ origin, setId, consent, identityIndex }: ManifestLine): boolean =>
    origin === 'real'
      ? setId === own.setId && consent !== null && subjectOf(consent.subject) === subject
      : twinPeople.has(`${setId} ${identityIndex}`);
  const lines: ManifestLine[] = [];
  const ids = [own, ...twins].map(({ setId }) => setId);
  for await (const line of manifestLines(directory, ids)) if (isAffected(line)) lines.push(line);
  return lines;
}

/** The real people of an export, by their sets. @throws Failure io */
export async function subjectsIn(directory: string): Promise<Map<SetId, Set<string>>> {
  const subjects = new Map<SetId, Set<string>>();
  for await (const { origin, setId, consent } of manifestLines(directory, ['"real"'])) {
    if (origin !== 'real' || consent === null) continue;
    const own = subjects.get(setId) ?? new Set();
    subjects.set(setId, own.add(subjectOf(consent.subject)));
  }
  return subjects;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // a line that was tampered with is found by the audit of the export
  }
}

/** Files of the export that hold an affected image, or what it was drawn from. */
function filesOf(lines: readonly ManifestLine[], info: DatasetInfo): AffectedExport['files'] {
  const files = new Map<string, boolean>();
  for (const { path, entry } of lines) files.set(path, entry !== undefined);
  const hasReal = lines.some(({ origin }) => origin === 'real');
  if (hasReal && info.verification !== undefined) files.set(info.verification.file, true);
  if (lines.some(({ origin }) => origin === 'syn') && info.coefficients !== null) files.set(COEFFICIENTS, true);
  return [...files].map(([path, isPack]) => ({ path, isPack }));
}

/**
 * Exports that hold images of the subject, or images of a twin that was drawn in their moments.
 * @throws Failure io
 */
export async function exportsOf(
  libraryPath: string,
  own: AffectedSet,
  twins: readonly AffectedSet[],
  request: { readonly subject: string; readonly jobs: readonly JobRecord[] },
): Promise<AffectedExport[]> {
  const logged = await loggedExports(libraryPath);
  const affected: AffectedExport[] = [];
  for (const directory of await exportFolders(libraryPath, request.jobs)) {
    const isOwn = isInside(exportsDir(libraryPath), directory);
    const seen = await lookInto(directory, own, twins, request.subject);
    if (seen !== null) {
      if (seen.lines.length === 0) continue;
      affected.push({
        directory,
        name: seen.info.name,
        manifestSha256: seen.info.manifestSha256,
        images: seen.lines.length,
        isReachable: true,
        isOwn,
        files: filesOf(seen.lines, seen.info),
      });
      continue;
    }
    const told = logged.get(directory);
    const about = [own, ...twins].filter(({ setId }) => told?.sets.includes(setId) === true);
    if (told === undefined || about.length === 0) continue;
    const images = about.reduce((sum, { samples }) => sum + samples.length, 0);
    const { name, manifestSha256 } = told;
    affected.push({ directory, name, manifestSha256, images, isReachable: false, isOwn, files: [] });
  }
  return affected;
}

/** Null where the folder is gone, is not there now, or is no export (any more). */
async function lookInto(
  directory: string,
  own: AffectedSet,
  twins: readonly AffectedSet[],
  subject: string,
): Promise<{ info: DatasetInfo; lines: ManifestLine[] } | null> {
  try {
    const info = await readJsonAs(join(directory, 'dataset.json'), DatasetInfo);
    return { info, lines: await linesOf(directory, own, twins, subject) };
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code !== 'internal') return null;
    throw thrown;
  }
}
