import { join } from 'node:path';
import type { JobRecord } from '@shared/domain/jobState';
import type { JobId } from '@shared/domain/ids';
import { WithdrawalId, type WithdrawSpec } from '@shared/domain/withdrawal';
import { WithdrawalPlan } from '@shared/domain/withdrawalPlan';
import { sha256Hex } from '../../platform/hash';
import { readJsonAs, writeJson } from '../jsonFile';
import { reportFile, runDir } from '../libraryPaths';
import { orNull } from '../orNull';
import { sizeBelow } from './fileTree';

const planFile = (folder: string): string => join(folder, 'withdrawal.json');

/** Null before the job has looked. @throws Failure corrupt-data, io */
export const readWithdrawalPlan = (folder: string): Promise<WithdrawalPlan | null> =>
  orNull(readJsonAs(planFile(folder), WithdrawalPlan));

/** @throws Failure disk-full, io */
export const writeWithdrawalPlan = (folder: string, plan: WithdrawalPlan): Promise<void> =>
  writeJson(planFile(folder), WithdrawalPlan.parse(plan));

/** The same for every run of a job. */
export const withdrawalIdOf = (jobId: JobId): WithdrawalId => WithdrawalId.parse(`wd_${sha256Hex(jobId).slice(0, 12)}`);

/**
 * The plan of an earlier job about the same that was begun, not ended and is given up: what it had taken out of the tables would not be
 * found again otherwise. @throws Failure corrupt-data, io
 */
export async function abandonedPlan(
  libraryPath: string,
  jobs: readonly JobRecord[],
  spec: Pick<WithdrawSpec, 'setId' | 'subject' | 'scope'>,
  own: JobId | null,
): Promise<WithdrawalPlan | null> {
  for (const { id, spec: other } of [...jobs].reverse()) {
    if (id === own || other.kind !== 'withdraw') continue;
    if (other.setId !== spec.setId || other.subject !== spec.subject) continue;
    if (JSON.stringify(other.scope) !== JSON.stringify(spec.scope)) continue;
    const isDone = (await sizeBelow(reportFile(libraryPath, id))).files > 0;
    const plan = isDone ? null : await readWithdrawalPlan(runDir(libraryPath, id));
    if (plan !== null) return plan;
  }
  return null;
}
