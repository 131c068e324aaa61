import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Supersession, WithdrawSpec } from '@shared/domain/withdrawal';
import type { DestructionCertificate, WithdrawalPlan } from '@shared/domain/withdrawalPlan';
import { throwIfCancelled } from '@shared/lib/abort';
import type { JobContext, JobPlace, Runner } from '../../jobs/jobContext';
import { writeFileAtomic } from '../../platform/atomicWrite';
import { sha256Hex } from '../../platform/hash';
import { ioFailure } from '../../platform/ioFailure';
import { appendAudit, readAudit } from '../../storage/auditLog';
import { createJobStore } from '../../storage/jobStore';
import { mergeSampleTable } from '../../storage/sampleTable';
import { eraseFromTables, eraseImages, leaveTombstones } from '../../storage/withdrawals/eraseSet';
import { eraseTrace } from '../../storage/withdrawals/eraseTraces';
import { noteMarks } from '../../storage/withdrawals/noteMarks';
import {
  abandonedPlan,
  readWithdrawalPlan,
  withdrawalIdOf,
  writeWithdrawalPlan,
} from '../../storage/withdrawals/planFile';
import { mustKnowSubject, planWithdrawal } from '../../storage/withdrawals/planWithdrawal';
import { supersedeExport } from '../../storage/withdrawals/markExport';
import { enterWithdrawal } from '../../storage/withdrawals/registerWithdrawal';
import { searchCopies } from '../../storage/withdrawals/searchCopies';
import { certificatePage } from './withdraw/destructionPage';
import { signedCertificate } from './withdraw/signedCertificate';

/** Shows a step, and leaves the job where a cancel was asked for: every step can be taken again. */
type Step = (phase: string, done: number, total: number, unit: string) => void;

/**
 * Takes back what a subject gave. The register and the log come first, so that nothing uses the pictures however this ends; then
 * tombstones, then everything computed from the pictures, the rows and the images, then the marks on what was handed out or learned.
 * All of it is listed before the first change, so that a job that was killed ends as one that was not.
 * @throws Failure not-found (set, subject), corrupt-data naming what cannot be read, disk-full, io, cancelled
 */
export const runWithdraw: Runner<WithdrawSpec> = async (spec, context, place) => {
  const { libraryPath, runDir, jobId } = place;
  const step: Step = (phase, done, total, unit) => {
    context.progress({ phase, done, total, unit });
    throwIfCancelled(context.signal);
  };
  const earlier = await readWithdrawalPlan(runDir);
  if (earlier === null) await mustKnowSubject(libraryPath, spec);
  const given = earlier ?? (await abandonedPlan(libraryPath, await createJobStore(libraryPath).list(), spec, jobId));
  const withdrawalId = given?.withdrawalId ?? withdrawalIdOf(jobId);
  step('register', 0, 1, 'lines');
  const entered = await enterWithdrawal(libraryPath, spec, withdrawalId);
  step('look', 0, 1, 'plans');
  const plan = given ?? (await planWithdrawal(libraryPath, spec, { withdrawalId, at: entered.at }));
  if (earlier === null) await writeWithdrawalPlan(runDir, plan);
  await erase(plan, step, libraryPath);
  const unmarked = await mark(plan, step, libraryPath);
  const search = await searchCopies(
    libraryPath,
    plan.sets.flatMap(({ samples }) => samples),
    {
      signal: context.signal,
      progress: (files) => context.progress({ phase: 'search', done: files, total: null, unit: 'files' }),
    },
  );
  step('certificate', 0, 1, 'files');
  const certificate = signedCertificate(plan, { ...entered, unmarked, search }, place);
  await hand(certificate, context, place);
  return {
    setId: spec.setId,
    exportDir: null,
    runDir,
    summary: summaryOf(plan, spec),
    ...(search.copies.length === 0 ? {} : { finding: 'unclear' as const }),
  };
};

async function erase(plan: WithdrawalPlan, step: Step, libraryPath: string): Promise<void> {
  const { sets, removed, traces } = plan;
  for (const [done, set] of sets.entries()) {
    step('tombstones', done, sets.length, 'sets');
    if (!set.isWhole) await leaveTombstones(libraryPath, set, plan);
  }
  for (const [done, { path }] of removed.entries()) {
    step('computed', done, removed.length, 'parts');
    try {
      await rm(path, { recursive: true, force: true });
    } catch (thrown) {
      throw ioFailure(thrown, 'remove what was computed', path);
    }
  }
  for (const [done, set] of sets.entries()) {
    const pause = (): void => step('rows', done, sets.length, 'sets');
    await eraseFromTables(libraryPath, set, pause);
    pause();
    // The joined copy of the table, so that a large set opens at once as before.
    if (!set.isWhole && !set.inTrash && set.samples.length > 0) await mergeSampleTable(libraryPath, set.setId);
  }
  for (const set of sets) {
    let done = 0;
    await eraseImages(libraryPath, set, () =>
      step('images', Math.min(done++, set.samples.length), set.samples.length, 'images'),
    );
  }
  for (const [done, trace] of traces.entries()) {
    step('names', done, traces.length, 'files');
    await eraseTrace(libraryPath, trace, plan);
  }
}

/** @returns folders of exports that do not carry the mark themselves */
async function mark(plan: WithdrawalPlan, step: Step, libraryPath: string): Promise<string[]> {
  const supersession = (images: number): Supersession => ({
    withdrawalId: plan.withdrawalId,
    at: plan.at,
    images,
    scope: plan.spec.scope,
    replacedBy: null,
  });
  step('marks', 0, plan.exports.length, 'exports');
  await noteMarks(libraryPath, plan, supersession);
  const unmarked: string[] = [];
  for (const [done, one] of plan.exports.entries()) {
    const pause = (): void => step('marks', done, plan.exports.length, 'exports');
    if (!(await supersedeExport(one, supersession(one.images), pause))) unmarked.push(one.directory);
  }
  return unmarked;
}

/** Writes the certificate, and its hash into the log; once. */
async function hand(
  certificate: DestructionCertificate,
  context: JobContext,
  { libraryPath, runDir }: JobPlace,
): Promise<void> {
  const { withdrawalId, spec } = certificate;
  const text = `${JSON.stringify(certificate, null, 2)}\n`;
  await writeFileAtomic(join(runDir, 'certificate.json'), text);
  await writeFileAtomic(join(runDir, 'certificate.html'), certificatePage(certificate));
  const isLogged = (await readAudit(libraryPath)).lines.some(
    ({ action, detail }) => action === 'consent.erased' && detail['withdrawalId'] === withdrawalId,
  );
  if (!isLogged)
    await appendAudit(libraryPath, {
      who: spec.who,
      action: 'consent.erased',
      subject: spec.setId,
      detail: {
        withdrawalId,
        images: certificate.sets.reduce((sum, { samples }) => sum + samples.length, 0),
        marked: certificate.marked.length + certificate.exports.length,
        certificateSha256: sha256Hex(text),
      },
    });
  // Last: a withdrawal with a report is done.
  await writeFileAtomic(join(runDir, 'report.json'), text);
  for (const path of certificate.search.copies) context.log(`A copy of an erased image is still at ${path}`);
}

function summaryOf({ sets, exports, marked, setName }: WithdrawalPlan, { scope }: WithdrawSpec): string {
  const count = (why: 'own' | 'twin'): number =>
    sets.filter((set) => set.why === why).reduce((sum, { samples }) => sum + samples.length, 0);
  const marks = exports.length + marked.length;
  const told = `${marks} ${marks === 1 ? 'thing' : 'things'} marked`;
  if (scope.type === 'purposes') return `A subject of ${setName}: ${scope.purposes.join(', ')} withdrawn, ${told}`;
  const twins = count('twin') === 0 ? '' : ` and ${count('twin')} of its twin`;
  return `A subject of ${setName}: ${count('own')} images${twins} erased, ${told}`;
}
