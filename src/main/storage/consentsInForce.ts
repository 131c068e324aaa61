import { z } from 'zod';
import { CONSENT_PURPOSES, isConsentValid, type ConsentPurpose, type ConsentRecord } from '@shared/domain/consent';
import { consentMoment, type ConsentMoment } from '@shared/domain/consents/today';
import { type DeclaredSynthetic, declaredSyntheticOf } from '@shared/domain/declaredSynthetic';
import type { SetId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import { readJsonLines } from '../platform/jsonLines';
import { readRegister, type ConsentRegister } from './consentRegister';
import { auditFile } from './libraryPaths';
import { readSetInfo } from './setStore';

/** What the subjects of one set allow today; every use of real pictures asks here. */
export interface ConsentsInForce {
  /** ISO instant for which is asked: the clock's, or a later one that the library's logs know of. */
  readonly at: string;
  readonly clockFault: string | null;
  /** Somebody says that the set shows nobody who exists: then everything is allowed and nothing is on record. */
  readonly declared: DeclaredSynthetic | null;
  /** The record in force; null where there is none. @param subject a name in any Unicode form */
  recordOf(subject: string): ConsentRecord | null;
  allows(subject: string, purpose: ConsentPurpose): boolean;
  /** Is there any use that the subject allows? */
  allowsAnything(subject: string): boolean;
}

/** How subjects are called in the register, however a folder or a table writes them. */
export const subjectOf = (name: string): string => name.trim().normalize('NFC');

const Stamped = z.looseObject({ at: z.iso.datetime() });

/** The newest instant in the audit log; its chain is not checked here, a forged later date only ends consents earlier. @throws Failure io */
export async function newestInAudit(libraryPath: string): Promise<string | null> {
  let newest: string | null = null;
  for (const text of (await readJsonLines(auditFile(libraryPath))).lines) newest = later(newest, instantIn(text));
  return newest;
}

function instantIn(text: string): string | null {
  try {
    return Stamped.safeParse(JSON.parse(text)).data?.at ?? null;
  } catch {
    return null; // a damaged line tells no time; the audit of the library names it
  }
}

const later = (a: string | null, b: string | null): string | null => {
  if (a === null || b === null) return a ?? b;
  return Date.parse(b) > Date.parse(a) ? b : a;
};

/** Not the last lines count but the newest: one written while the clock was set back must not make older days true again. */
export const momentOf = (register: ConsentRegister, inAudit: string | null, clock: string): ConsentMoment =>
  consentMoment(clock, later(register.newestAt, inAudit));

/** What was declared of a set; null for people, for a set that is not there yet, and for one of ours. @throws Failure corrupt-data, io */
export async function readDeclared(libraryPath: string, setId: SetId): Promise<DeclaredSynthetic | null> {
  try {
    return declaredSyntheticOf(await readSetInfo(libraryPath, setId));
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === 'not-found') return null;
    throw thrown;
  }
}

/** The consents of a set at a moment that is already settled. @param declared as `readDeclared` gives it */
export function consentsAt(
  register: ConsentRegister,
  setId: SetId,
  { at, fault }: ConsentMoment,
  declared: DeclaredSynthetic | null,
): ConsentsInForce {
  if (declared !== null) return nobodyAsked(at, declared);
  const records = register.latest(setId);
  const recordOf = (subject: string): ConsentRecord | null => records.get(subjectOf(subject)) ?? null;
  const allows = (subject: string, purpose: ConsentPurpose): boolean => {
    const record = recordOf(subject);
    return record !== null && isConsentValid(record, purpose, at);
  };
  const allowsAnything = (subject: string): boolean => CONSENT_PURPOSES.some((purpose) => allows(subject, purpose));
  return { at, clockFault: fault, declared, recordOf, allows, allowsAnything };
}

/** Of people who do not exist nobody is asked, whatever the clock or the register say. */
const nobodyAsked = (at: string, declared: DeclaredSynthetic): ConsentsInForce => ({
  at,
  clockFault: null,
  declared,
  recordOf: () => null,
  allows: () => true,
  allowsAnything: () => true,
});

/**
 * @param clock what the clock says, as ISO instant; the system's when absent
 * @throws Failure io, corrupt-data (set.json)
 */
export async function readConsents(
  libraryPath: string,
  setId: SetId,
  clock: string = new Date().toISOString(),
): Promise<ConsentsInForce> {
  const register = await readRegister(libraryPath);
  const moment = momentOf(register, await newestInAudit(libraryPath), clock);
  return consentsAt(register, setId, moment, await readDeclared(libraryPath, setId));
}
