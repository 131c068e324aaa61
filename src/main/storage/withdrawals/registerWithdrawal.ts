import type { ConsentPurpose, ConsentRecord } from '@shared/domain/consent';
import type { WithdrawalId, WithdrawSpec } from '@shared/domain/withdrawal';
import { Failure } from '@shared/lib/failure';
import { appendAudit, readAudit } from '../auditLog';
import { appendRegister, readRegister, type ConsentRegister } from '../consentRegister';
import { registerFile } from '../libraryPaths';

/** A register in which no line can be missed. @throws Failure corrupt-data when it is broken, io */
export async function soundRegister(libraryPath: string): Promise<ConsentRegister> {
  const register = await readRegister(libraryPath);
  if (register.brokenAt === null) return register;
  throw new Failure({
    code: 'corrupt-data',
    message: `Nothing can be withdrawn while the register is broken at line ${register.brokenAt}: more lines would hide the break.`,
    place: `${registerFile(libraryPath)}, line ${register.brokenAt}`,
    remedy:
      'Restore consent/register.jsonl from a backup. Until then no consent holds, and nothing of these people goes out.',
  });
}

/** What the subject still allows after the withdrawal; empty where that is nothing. */
export function purposesLeft(before: ConsentRecord | undefined, { scope }: WithdrawSpec): ConsentPurpose[] {
  if (scope.type === 'all' || before?.status !== 'given') return [];
  return before.purposes.filter((purpose) => !scope.purposes.includes(purpose));
}

function recordAfter(before: ConsentRecord | undefined, spec: WithdrawSpec, at: string): ConsentRecord {
  const purposes = purposesLeft(before, spec);
  if (before !== undefined && purposes.length > 0) return { ...before, purposes };
  const kept = before ?? { subject: spec.subject, document: '' };
  return { ...kept, status: 'withdrawn', purposes: [], date: at.slice(0, 10) };
}

const sourceOf = (withdrawalId: WithdrawalId): string => `withdrawal ${withdrawalId}`;

/**
 * Enters the withdrawal into the register and the log, each once however often it is called: from here on nothing takes the pictures,
 * whatever happens to the rest. @returns when it was entered, and what is still allowed @throws Failure corrupt-data, disk-full, io
 */
export async function enterWithdrawal(
  libraryPath: string,
  spec: WithdrawSpec,
  withdrawalId: WithdrawalId,
): Promise<{ at: string; purposesLeft: ConsentPurpose[] }> {
  const source = sourceOf(withdrawalId);
  const lineOf = async (): Promise<ConsentRegister['lines'][number] | undefined> =>
    (await soundRegister(libraryPath)).lines.find((line) => line.source === source);
  if ((await lineOf()) === undefined) {
    const before = (await soundRegister(libraryPath)).latest(spec.setId).get(spec.subject);
    const record = recordAfter(before, spec, new Date().toISOString());
    await appendRegister(libraryPath, [{ who: spec.who, setId: spec.setId, source, sourceSha256: null, record }]);
  }
  const line = await lineOf();
  if (line === undefined)
    throw new Failure({ code: 'internal', message: 'The register does not hold what was written.' });
  const isLogged = (await readAudit(libraryPath)).lines.some(
    ({ action, detail }) => action === 'consent.withdraw' && detail['withdrawalId'] === withdrawalId,
  );
  if (!isLogged)
    await appendAudit(libraryPath, {
      who: spec.who,
      action: 'consent.withdraw',
      subject: spec.setId,
      detail: {
        withdrawalId,
        of: spec.subject,
        scope: spec.scope.type === 'all' ? 'all' : spec.scope.purposes.join(', '),
        reason: spec.reason,
      },
    });
  return { at: line.at, purposesLeft: line.record.status === 'given' ? [...line.record.purposes] : [] };
}
