import { stat } from 'node:fs/promises';
import type { SetSummary, SubjectView } from '@shared/contract/views';
import { CONSENT_PURPOSES, isConsentValid, type ConsentPurpose, type ConsentRecord } from '@shared/domain/consent';
import type { SetId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import { isMissing } from '../platform/ioFailure';
import { appendAudit } from '../storage/auditLog';
import { appendRegister, readRegister, type ConsentRegister } from '../storage/consentRegister';
import { registerFile } from '../storage/libraryPaths';
import { readSetInfo } from '../storage/setStore';
import type { TableCache } from './tableCache';

export interface ConsentFileContent {
  readonly records: readonly ConsentRecord[];
  readonly sha256: string;
}

/** Reads a consent file for the subjects that a set has. @throws Failure naming file, line and column */
export type ConsentFileReader = (path: string, subjects: readonly string[]) => Promise<ConsentFileContent>;

export interface ConsentService {
  list(setId: SetId): Promise<SubjectView[]>;
  /** Writes the file's records to the register, which keeps the older ones too. @throws Failure */
  update(setId: SetId, consentFile: string, who: string): Promise<SubjectView[]>;
  counts(setId: SetId): Promise<{ consent: NonNullable<SetSummary['consent']>; faults: readonly string[] }>;
  /** May this subject's images be used now? @throws Failure io */
  isAllowed(setId: SetId, identityName: string, purpose: ConsentPurpose): Promise<boolean>;
}

const subjectOf = (identityName: string): string => identityName.trim().normalize('NFC');

const allowedToday = (record: ConsentRecord | undefined): ConsentPurpose[] =>
  record === undefined
    ? []
    : CONSENT_PURPOSES.filter((purpose) => isConsentValid(record, purpose, new Date().toISOString()));

function viewOf(subject: string, record: ConsentRecord | undefined, sampleCount: number): SubjectView {
  return {
    subject,
    status: record?.status ?? 'unknown',
    purposes: [...(record?.purposes ?? [])],
    date: record?.date ?? null,
    expiresOn: record?.expiresOn ?? null,
    document: record?.document ?? null,
    sampleCount,
    allowedToday: allowedToday(record),
  };
}

export function createConsentService(
  libraryPath: string,
  tables: TableCache,
  readConsentFile: ConsentFileReader,
): ConsentService {
  let held: { readonly stamp: string; readonly register: Promise<ConsentRegister> } | null = null;

  /** The register as it is on the disk now; an import in another process may have added to it. */
  const register = async (): Promise<ConsentRegister> => {
    let stamp = 'missing';
    try {
      const { size, mtimeMs } = await stat(registerFile(libraryPath));
      stamp = `${size} ${mtimeMs}`;
    } catch (thrown) {
      if (!isMissing(thrown)) throw thrown;
    }
    if (held?.stamp !== stamp) held = { stamp, register: readRegister(libraryPath) };
    return held.register;
  };

  /** Samples of each subject of a set. */
  const sampleCounts = async (setId: SetId): Promise<Map<string, number>> => {
    const { columns } = await tables.get(setId);
    const counts = new Map<string, number>();
    for (const code of columns.identityName.codes) {
      const subject = subjectOf(columns.identityName.names[code] ?? '');
      counts.set(subject, (counts.get(subject) ?? 0) + 1);
    }
    return counts;
  };

  const mustBeReal = async (setId: SetId): Promise<void> => {
    if ((await readSetInfo(libraryPath, setId)).kind === 'real') return;
    throw new Failure({ code: 'invalid-input', message: 'Only sets of real people have consents.', place: setId });
  };

  const list = async (setId: SetId): Promise<SubjectView[]> => {
    await mustBeReal(setId);
    const records = (await register()).latest(setId);
    const counts = await sampleCounts(setId);
    const subjects = [...new Set([...counts.keys(), ...records.keys()])].sort();
    return subjects.map((subject) => viewOf(subject, records.get(subject), counts.get(subject) ?? 0));
  };

  return {
    list,
    update: async (setId, consentFile, who) => {
      await mustBeReal(setId);
      const known = (await list(setId)).map(({ subject }) => subject);
      const { records, sha256 } = await readConsentFile(consentFile, known);
      const { brokenAt } = await register();
      // More lines after a break would look like a repair; the break must be seen and undone by a person.
      if (brokenAt !== null) throw brokenRegister(brokenAt);
      await appendRegister(
        libraryPath,
        records.map((record) => ({ who, setId, source: consentFile, sourceSha256: sha256, record })),
      );
      await appendAudit(libraryPath, {
        who,
        action: 'consent.update',
        subject: setId,
        detail: { file: consentFile, sha256, subjects: records.length },
      });
      return list(setId);
    },
    counts: async (setId) => {
      const present = await register();
      const records = present.latest(setId);
      const consent = { full: 0, partial: 0, none: 0 };
      for (const subject of (await sampleCounts(setId)).keys()) {
        const allowed = allowedToday(records.get(subject)).length;
        consent[allowed === CONSENT_PURPOSES.length ? 'full' : allowed === 0 ? 'none' : 'partial']++;
      }
      return { consent, faults: present.faults };
    },
    isAllowed: async (setId, identityName, purpose) => {
      const record = (await register()).latest(setId).get(subjectOf(identityName));
      return record !== undefined && isConsentValid(record, purpose, new Date().toISOString());
    },
  };
}

const brokenRegister = (line: number): Failure =>
  new Failure({
    code: 'corrupt-data',
    message: 'The consent register is broken, so nothing can be added and no consent holds.',
    place: `consent/register.jsonl, line ${line}`,
    remedy: 'Restore consent/register.jsonl from a backup.',
  });
