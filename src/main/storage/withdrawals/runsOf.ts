import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CardReport } from '@shared/domain/card';
import { isConsentValid, type ConsentPurpose } from '@shared/domain/consent';
import { CurationLine } from '@shared/domain/curation';
import { foldCuration } from '@shared/domain/curationState';
import type { JobRecord } from '@shared/domain/jobState';
import { RunSamples } from '@shared/domain/report';
import type { AffectedThing } from '@shared/domain/withdrawal';
import type { AffectedExport, AffectedSet, RemovedThing, Trace } from '@shared/domain/withdrawalPlan';
import { ioFailure, isMissing } from '../../platform/ioFailure';
import type { ConsentRegister } from '../consentRegister';
import { readJsonAs } from '../jsonFile';
import { readChain } from '../jsonlFile';
import { inside, jobFile, reportFile, runDir } from '../libraryPaths';
import { orNull } from '../orNull';
import { belowLibrary, sizeBelow } from './fileTree';

/** What has to be known of a subject to say which runs used their pictures. */
export interface RunQuestion {
  readonly libraryPath: string;
  readonly subject: string;
  readonly own: AffectedSet;
  readonly twins: readonly AffectedSet[];
  readonly exports: readonly AffectedExport[];
  readonly register: ConsentRegister;
}

export interface RunFindings {
  readonly models: Extract<AffectedThing, { type: 'model' }>[];
  readonly reports: Extract<AffectedThing, { type: 'report' }>[];
  readonly removed: RemovedThing[];
  readonly traces: Trace[];
}

/** Kinds of job that leave nothing behind but a set or an export, which are looked at themselves. */
const WITHOUT_REPORT = new Set<string>(
  ['generate', 'import', 'export', 'place', 'render', 'compose', 'score', 'map', 'doctor', 'withdraw'], // prettier-ignore
);

/** Did the subject allow this when the job was started? What the register said then decides, not what it says now. */
function wasAllowed({ register, own, subject }: RunQuestion, purpose: ConsentPurpose, at: string): boolean {
  const line = register.lines.filter(
    (one) => one.setId === own.setId && one.record.subject === subject && one.at <= at,
  );
  const record = line.at(-1)?.record;
  return record !== undefined && isConsentValid(record, purpose, at);
}

/** Samples that were not excluded at a revision of the decisions; all where the decisions cannot be read. */
async function includedAt(libraryPath: string, set: AffectedSet, revision: number): Promise<number> {
  const journal = await readChain(join(inside(libraryPath, set.folder), 'curation.jsonl'), CurationLine);
  if (journal.fault !== null) return set.samples.length;
  const { decisions } = foldCuration(journal.lines, revision);
  return set.samples.filter(({ sampleId }) => decisions.get(sampleId)?.decision !== 'exclude').length;
}

/** Images of the affected people that a training run learned from; 0 where it began before them, without them, or never. */
async function learned(question: RunQuestion, job: JobRecord): Promise<number> {
  const { libraryPath, own, twins } = question;
  const pinned = await orNull(readJsonAs(join(runDir(libraryPath, job.id), 'samples.json'), RunSamples));
  let images = 0;
  for (const { setId, curationRevision } of pinned?.sets ?? []) {
    for (const set of [own, ...twins].filter((one) => one.setId === setId))
      if (set.why === 'twin' || wasAllowed(question, 'training', job.createdAt))
        images += await includedAt(libraryPath, set, curationRevision);
  }
  return images;
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (thrown) {
    if (isMissing(thrown)) return '';
    throw ioFailure(thrown, 'read the report', path);
  }
}

async function isAbout(question: RunQuestion, job: JobRecord, models: ReadonlySet<string>): Promise<boolean> {
  const { libraryPath, own, twins, exports, subject } = question;
  const ids = [own, ...twins].map(({ setId }) => setId);
  const { spec, id } = job;
  switch (spec.kind) {
    case 'verify':
      return (
        models.has(spec.runId) ||
        (spec.source.type === 'set' &&
          (twins.some(({ setId }) => spec.source.type === 'set' && setId === spec.source.setId) ||
            (spec.source.setId === own.setId && wasAllowed(question, 'evaluation', job.createdAt))))
      );
    case 'prove':
      return exports.some(({ directory }) => directory === spec.exportDir);
    case 'twin':
      return spec.setId === own.setId;
    case 'card': {
      if (ids.includes(spec.setId)) return true;
      const report = await cardOf(libraryPath, job);
      return (
        report !== null &&
        (report.nearestReal?.sets.includes(own.name) === true ||
          report.plane.people.some(({ name }) => name === subject))
      );
    }
    default: {
      const texts = [await textOf(jobFile(libraryPath, id)), await textOf(reportFile(libraryPath, id))];
      const signs = [...ids, ...exports.map(({ directory }) => JSON.stringify(directory).slice(1, -1))];
      return texts.some((text) => signs.some((sign) => text.includes(sign)));
    }
  }
}

/** A report that cannot be read shows nothing to anybody. */
async function cardOf(libraryPath: string, { id }: JobRecord): Promise<CardReport | null> {
  return CardReport.safeParse(jsonOrNull(await textOf(reportFile(libraryPath, id)))).data ?? null;
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Lists that name the subject or their samples one by one. */
async function tracesOf({ libraryPath }: RunQuestion, { id, spec }: JobRecord): Promise<Trace[]> {
  const file = { verify: 'scores.csv', card: 'report.json', twin: 'report.json' }[spec.kind as string]; // others have none
  if (file === undefined) return [];
  const path = join(runDir(libraryPath, id), file);
  if ((await sizeBelow(path)).files === 0) return [];
  return [{ what: spec.kind === 'verify' ? 'pair-scores' : 'report', path: belowLibrary(libraryPath, path) }];
}

/** Runs that learned from the subject's pictures, and runs that counted or show them. @throws Failure corrupt-data, io */
export async function runsOf(question: RunQuestion, jobs: readonly JobRecord[]): Promise<RunFindings> {
  const { libraryPath } = question;
  const found: RunFindings = { models: [], reports: [], removed: [], traces: [] };
  for (const job of jobs) {
    if (job.spec.kind !== 'train') continue;
    const images = await learned(question, job);
    if (images > 0) found.models.push({ type: 'model', runId: job.id, name: job.spec.name, images });
  }
  const models = new Set<string>(found.models.map(({ runId }) => runId));
  for (const job of jobs) {
    const kind: string = job.spec.kind;
    if (kind === 'train' || WITHOUT_REPORT.has(kind) || !(await isAbout(question, job, models))) continue;
    found.reports.push({ type: 'report', runId: job.id, name: job.title });
    found.traces.push(...(await tracesOf(question, job)));
    if (kind !== 'privacy') continue;
    // Its pages show pairs of pictures side by side: they are made again, not mended.
    for (const name of ['report.json', 'report.html', 'report.pdf', 'pairs']) {
      const path = join(runDir(libraryPath, job.id), name);
      const size = await sizeBelow(path);
      if (size.files > 0) found.removed.push({ what: 'report-files', name: job.title, path, ...size });
    }
  }
  return found;
}
