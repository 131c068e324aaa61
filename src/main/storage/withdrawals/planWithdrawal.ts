import { join } from 'node:path';
import type { JobRecord } from '@shared/domain/jobState';
import type { AffectedThing, WithdrawalId, WithdrawSpec } from '@shared/domain/withdrawal';
import type { AffectedExport, AffectedSet, Trace, WithdrawalPlan } from '@shared/domain/withdrawalPlan';
import { Failure } from '@shared/lib/failure';
import { readJsonLines } from '../../platform/jsonLines';
import { subjectOf } from '../consentsInForce';
import { createJobStore } from '../jobStore';
import { readJsonAs } from '../jsonFile';
import { ImportPlan } from '../importPlan';
import { jobFile } from '../libraryPaths';
import { orNull } from '../orNull';
import { derivedThings } from './derivedThings';
import { exportsOf } from './exportsOf';
import { belowLibrary, sizeBelow } from './fileTree';
import { soundRegister } from './registerWithdrawal';
import { runsOf, type RunFindings } from './runsOf';
import { allSetFolders, ownSet, realSetOf, twinOf, type SetFolder } from './subjectSets';

/** Files of the set and of its jobs that call the subject by name or sample. @throws Failure corrupt-data, io */
async function tracesOf(
  libraryPath: string,
  folder: SetFolder,
  twins: readonly SetFolder[],
  subject: string,
  jobs: readonly JobRecord[],
): Promise<Trace[]> {
  const at = (what: Trace['what'], path: string): Trace => ({ what, path: belowLibrary(libraryPath, path) });
  const traces: Trace[] = [];
  const planFile = join(folder.path, 'import-plan.json');
  const plan = await orNull(readJsonAs(planFile, ImportPlan));
  const own = (plan?.subjects ?? []).filter((one) => subjectOf(one.subject) === subject);
  if (own.length > 0) traces.push(at('import-plan', planFile));
  const issues = join(folder.path, 'import.jsonl');
  if ((await readJsonLines(issues)).lines.some((line) => line.normalize('NFC').includes(subject)))
    traces.push(at('import-list', issues));
  const pictures = new Set(own.flatMap(({ files }) => files));
  for (const { id, spec } of jobs)
    if (spec.kind === 'place' && spec.setId === folder.info.id && pictures.has(spec.path))
      traces.push(at('place-job', jobFile(libraryPath, id)));
  for (const twin of twins) {
    const path = join(twin.path, 'twin.json');
    if ((await sizeBelow(path)).files > 0) traces.push(at('twin-plan', path));
  }
  return traces;
}

const markOf = ({ directory, name, manifestSha256, images }: AffectedExport): AffectedThing => ({
  type: 'export',
  directory,
  name,
  manifestSha256,
  images,
});

/** What a withdrawal of some purposes takes the right from; nothing of it is erased. */
function purposeMarks(spec: WithdrawSpec, plan: WithdrawalPlan, runs: RunFindings): WithdrawalPlan {
  const { scope } = spec;
  const takes = (purpose: string): boolean =>
    scope.type === 'purposes' && scope.purposes.some((one) => one === purpose);
  const twins = plan.sets.filter(({ why }) => why === 'twin');
  return {
    ...plan,
    sets: [],
    removed: [],
    traces: [],
    exports: takes('export') ? plan.exports.map((one) => ({ ...one, files: [] })) : [],
    marked: [
      ...(takes('training') ? runs.models : []),
      ...(takes('training') ? twins.map(({ setId, name }): AffectedThing => ({ type: 'set', setId, name })) : []),
      ...(takes('evaluation') || takes('display') ? runs.reports : []),
    ],
    kept: [
      'The pictures and everything computed from them stay in the library; no new use for these purposes takes them.',
    ],
  };
}

async function sameName(
  libraryPath: string,
  folders: readonly SetFolder[],
  own: AffectedSet,
  subject: string,
): Promise<string[]> {
  const register = await soundRegister(libraryPath);
  const others = folders.filter(
    ({ info }) => info.kind === 'real' && info.id !== own.setId && register.latest(info.id).has(subject),
  );
  return others.map(
    ({ info }) =>
      `The set “${info.name}” has a subject of the same name. If that is the same person, withdraw them there too.`,
  );
}

function keptOf(runs: RunFindings, exports: readonly AffectedExport[]): string[] {
  return [
    'The consent register and the log keep the subject’s id, with the form if a copy of it was kept: they prove that the withdrawal was honoured. Decisions and reviews keep sample numbers.',
    'A tombstone of each image stays: its number and the SHA-256 that it had.',
    ...(exports.some(({ isOwn }) => isOwn)
      ? [
          'The papers of superseded exports stay as they were signed: their lines still carry the subject’s id and the hashes.',
        ]
      : []),
    ...(runs.models.length === 0
      ? []
      : [
          'Trained models stay and are marked: what they learned cannot be taken out of them. Train again without the subject.',
        ]),
    ...(runs.reports.length === 0 ? [] : ['Totals and curves in reports stay; rows and points of the subject go.']),
  ];
}

function outsideOf(folder: SetFolder, exports: readonly AffectedExport[]): string[] {
  const source = folder.info.kind === 'real' ? folder.info.source.folder : '';
  const away = exports.filter(({ isOwn }) => !isOwn);
  return [
    `The pictures that were imported, in ${source}, belong to whoever keeps them. An import of that folder would take them in again.`,
    ...away.map(({ directory, images, isReachable }) =>
      isReachable
        ? `${images} images in ${directory}: marked there, not deleted.`
        : `Up to ${images} images in ${directory}, which cannot be reached now: not marked there.`,
    ),
    'Copies that were handed out, pages saved elsewhere, backups and snapshots of the disk. Freed space is not overwritten: on flash and copy-on-write disks that would prove nothing.',
  ];
}

/** The same again for the same job, so that its traces can be found. */
export interface WithdrawalMoment {
  readonly withdrawalId: WithdrawalId;
  readonly at: string;
}

/**
 * Everything in the library that is of a subject, was computed from their pictures, or was handed out with them. Writes nothing.
 * @throws Failure not-found (set or subject), invalid-input, corrupt-data naming what cannot be read, io
 */
export async function planWithdrawal(
  libraryPath: string,
  spec: WithdrawSpec,
  { withdrawalId, at }: WithdrawalMoment,
): Promise<WithdrawalPlan> {
  const register = await soundRegister(libraryPath);
  const folders = await allSetFolders(libraryPath);
  const folder = realSetOf(folders, spec.setId);
  const own = await ownSet(libraryPath, folder, spec.subject);
  if (own.identities.length === 0 && !register.latest(spec.setId).has(spec.subject)) throw unknown(spec, own);
  const twinFolders = folders.filter(({ info }) => info.kind === 'syn' && info.twin?.ofSetId === spec.setId);
  const twins: AffectedSet[] = [];
  for (const one of twinFolders) {
    const twin = await twinOf(libraryPath, one, own);
    if (twin !== null) twins.push(twin);
  }
  const sets = [own, ...twins];
  const jobs = await createJobStore(libraryPath).list();
  const exports = await exportsOf(libraryPath, own, twins, { subject: spec.subject, jobs });
  const runs = await runsOf({ libraryPath, subject: spec.subject, own, twins, exports, register }, jobs);
  const plan: WithdrawalPlan = {
    schema: 1,
    withdrawalId,
    at,
    spec,
    setName: own.name,
    sets,
    removed: [...(await derivedThings(libraryPath, folders, sets, jobs)), ...runs.removed],
    exports,
    marked: [...runs.models, ...runs.reports],
    traces: [...(await tracesOf(libraryPath, folder, twinFolders, spec.subject, jobs)), ...runs.traces],
    kept: [...keptOf(runs, exports), ...(await sameName(libraryPath, folders, own, spec.subject))],
    outside: outsideOf(folder, exports),
  };
  return spec.scope.type === 'all' ? plan : purposeMarks(spec, plan, runs);
}

/**
 * Looks whether the set has such a subject, in the register, the table or the import's plan; what cannot be read may have it.
 * @throws Failure not-found, invalid-input; corrupt-data when the register is broken
 */
export async function mustKnowSubject(libraryPath: string, spec: WithdrawSpec): Promise<void> {
  const register = await soundRegister(libraryPath);
  const folder = realSetOf(await allSetFolders(libraryPath), spec.setId);
  if (register.latest(spec.setId).has(spec.subject)) return;
  try {
    const own = await ownSet(libraryPath, folder, spec.subject);
    if (own.identities.length === 0) throw unknown(spec, own);
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.code !== 'corrupt-data') throw thrown;
  }
}

/** Exports, models, reports and sets that are to be marked. */
export const thingsOf = (plan: WithdrawalPlan): AffectedThing[] => [...plan.exports.map(markOf), ...plan.marked];

const unknown = ({ subject, setId }: WithdrawSpec, own: AffectedSet): Failure =>
  new Failure({
    code: 'not-found',
    message: `“${own.name}” has no subject “${subject}”.`,
    place: setId,
    remedy: 'Subjects are called as on the page Consent.',
  });
