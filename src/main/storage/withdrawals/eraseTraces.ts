import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CardReport } from '@shared/domain/card';
import { JobRecord } from '@shared/domain/jobState';
import { TwinReport } from '@shared/domain/report';
import { TwinPlan } from '@shared/domain/twin';
import { erasedName } from '@shared/domain/withdrawal';
import type { AffectedSet, Trace, WithdrawalPlan } from '@shared/domain/withdrawalPlan';
import { assertNever } from '@shared/lib/assertNever';
import { writeFileAtomic } from '../../platform/atomicWrite';
import { ioFailure, isMissing } from '../../platform/ioFailure';
import { subjectOf } from '../consentsInForce';
import { ImportPlan } from '../importPlan';
import { readJsonAs, writeJson } from '../jsonFile';
import { inside } from '../libraryPaths';
import { orNull } from '../orNull';

/** Writes a file again without the subject; what is not there (any more) is done. @throws Failure corrupt-data, disk-full, io */
export async function eraseTrace(libraryPath: string, trace: Trace, plan: WithdrawalPlan): Promise<void> {
  const path = inside(libraryPath, trace.path);
  switch (trace.what) {
    case 'import-plan':
      return mendImportPlan(path, plan);
    case 'import-list':
      return keepLines(path, (line) => !aboutSubject(line, plan.spec.subject));
    case 'place-job':
      return mendPlaceJob(path, plan);
    case 'pair-scores':
      return keepLines(path, (line) => !namesSample(line, plan.sets));
    case 'report':
      return mendReport(path, plan);
    case 'twin-plan':
      return mendTwinPlan(path, plan);
    default:
      return assertNever(trace.what);
  }
}

/** Places must stay, as later subjects are counted after this one; names and paths go. */
async function mendImportPlan(path: string, { spec, withdrawalId }: WithdrawalPlan): Promise<void> {
  const plan = await orNull(readJsonAs(path, ImportPlan));
  if (plan === null) return;
  const name = erasedName(withdrawalId);
  const subjects = plan.subjects.map((one) =>
    subjectOf(one.subject) === spec.subject
      ? { ...one, subject: name, files: one.files.map((_, index) => `${name}/${index + 1}`) }
      : one,
  );
  await writeJson(path, { ...plan, subjects });
}

async function mendPlaceJob(path: string, { withdrawalId }: WithdrawalPlan): Promise<void> {
  const record = await orNull(readJsonAs(path, JobRecord));
  if (record?.spec.kind !== 'place') return;
  const name = erasedName(withdrawalId);
  const { state } = record;
  await writeJson(path, {
    ...record,
    title: `Place points in ${name}`,
    spec: { ...record.spec, path: name },
    state:
      state.status === 'succeeded'
        ? { ...state, outcome: { ...state.outcome, summary: name } }
        : state.status === 'failed'
          ? { ...state, error: { code: state.error.code, message: name } }
          : state,
  });
  await rm(join(dirname(path), 'log.txt'), { force: true });
}

async function keepLines(path: string, stays: (line: string) => boolean): Promise<void> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (thrown) {
    if (isMissing(thrown)) return;
    throw ioFailure(thrown, 'read the list', path);
  }
  const lines = text.split('\n');
  const kept = lines.filter(stays);
  if (kept.length < lines.length) await writeFileAtomic(path, kept.join('\n'));
}

function aboutSubject(line: string, subject: string): boolean {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return line.normalize('NFC').includes(subject); // damaged: rather one line too many
  }
  if (typeof value !== 'object' || value === null) return false;
  const { path, subject: named } = value as { path?: unknown; subject?: unknown }; // looked at before use
  if (typeof named === 'string' && subjectOf(named) === subject) return true;
  return typeof path === 'string' && subjectOf(path.split('/')[0] ?? '') === subject;
}

/** Each line ends in two titles, `set/subject/sample`. */
function namesSample(line: string, sets: readonly AffectedSet[]): boolean {
  const named = line.match(/\/i\d{6}s\d{4}(?="|,|$)/g)?.map((one) => one.slice(1)) ?? [];
  return named.some((id) =>
    sets.some(({ samples, name }) => line.includes(name) && samples.some((one) => one.sampleId === id)),
  );
}

async function mendReport(path: string, plan: WithdrawalPlan): Promise<void> {
  const own = plan.sets.find(({ why }) => why === 'own');
  const ids = new Set(own?.samples.map(({ sampleId }) => sampleId));
  const card = await reportAs(path, CardReport);
  if (card !== null) {
    const isGone = card.plane.people.map(({ name, origin }) => origin === 'real' && name === plan.spec.subject);
    const people = card.plane.people.map((one, index) =>
      isGone[index] === true ? { ...one, name: erasedName(plan.withdrawalId) } : one,
    );
    const points = card.plane.points.filter(({ person }) => isGone[person] !== true);
    await writeJson(path, { ...card, plane: { ...card.plane, people, points } });
    return;
  }
  const twin = await reportAs(path, TwinReport);
  if (twin === null) return;
  const tooAlike = twin.strangers.tooAlike.filter(({ ofSample }) => !ids.has(ofSample));
  const notFitted = twin.notFitted.filter(({ ofSample }) => !ids.has(ofSample));
  await writeJson(path, { ...twin, strangers: { ...twin.strangers, tooAlike }, notFitted });
}

async function reportAs<T>(path: string, schema: { safeParse(value: unknown): { data?: T } }): Promise<T | null> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return null; // a report that cannot be read shows nothing
  }
  return schema.safeParse(value).data ?? null;
}

/** The place of an identity stays, as the twin's people are counted by it; what was fitted to the subject's pictures goes. */
async function mendTwinPlan(path: string, plan: WithdrawalPlan): Promise<void> {
  const own = plan.sets.find(({ why }) => why === 'own');
  const twin = await orNull(readJsonAs(path, TwinPlan));
  if (own === undefined || twin?.ofSetId !== own.setId) return;
  const people = new Set(own.identities);
  const ids = new Set(own.samples.map(({ sampleId }) => sampleId));
  const identities = twin.identities.map((one) => (people.has(one.ofIdentity) ? { ...one, samples: [] } : one));
  const notFitted = twin.notFitted.filter(({ ofSample }) => !ids.has(ofSample));
  await writeFileAtomic(path, `${JSON.stringify(TwinPlan.parse({ ...twin, identities, notFitted }))}\n`);
}
