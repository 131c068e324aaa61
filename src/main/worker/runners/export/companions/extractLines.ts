import type { ExtractBody } from '@shared/domain/auditExtract';
import type { CurationLine } from '@shared/domain/curation';
import { keysOf } from '@shared/domain/curationSamples';
import type { SetId } from '@shared/domain/ids';
import type { AuditLine } from '../../../../storage/auditLog';
import type { RegisterLine } from '../../../../storage/consentRegister';

/** Texts of the log that name no person and no place of this machine; of all others only numbers leave. */
const TELLABLE = new Set([
  ...[
    'format',
    'manifestSha256',
    'synSet',
    'realSet',
    'setId',
    'where',
    'protection',
    'jobId',
    'before',
    'after',
    'name',
  ],
  ...['sourceSha256', 'sha256', 'withdrawalId', 'certificateSha256', 'scope', 'decisionsSha256', 'supersedes'],
]);
/** What somebody wrote in their own words leaves only where it is about the files. */
const REASONED = new Set(['export', 'export.unmarked', 'key.new']);
/** Of whose word a set's origin rests on, everything: dataset.json says it too. */
const TOLD_WHOLE = new Set(['import.declared']);
const isPath = (text: string): boolean => /^(\/|\\|[A-Za-z]:[\\/])/.test(text);

/** A line of the library's log that concerns these sets or this key, without names and paths; null where it concerns others. */
export function fromLog(line: AuditLine, sets: ReadonlySet<string>, keyId: string | null): ExtractBody | null {
  const { action, subject, at, who, revision, detail } = line;
  const isKey = action.startsWith('key.') && subject === keyId;
  const isOfSets = sets.has(subject) || ['synSet', 'realSet', 'setId'].some((key) => sets.has(String(detail[key])));
  if (!isKey && !isOfSets) return null;
  const told = Object.entries(detail).filter(
    ([key, value]) =>
      typeof value !== 'string' ||
      (!isPath(value) &&
        (TELLABLE.has(key) ||
          TOLD_WHOLE.has(action) ||
          (key.toLowerCase().includes('reason') && REASONED.has(action)))),
  );
  return { at, who, source: 'library', line: revision, action, subject, detail: Object.fromEntries(told) };
}

/** A decision, tag or step back; how many samples, not which, and no notes. */
export function fromJournal(line: CurationLine, setId: SetId): ExtractBody {
  const { at, who, revision } = line;
  const head = { at, who, source: 'decisions', line: revision, subject: setId } as const;
  switch (line.action) {
    case 'decide': {
      const { decision, reason } = line;
      return { ...head, action: decision, detail: { samples: keysOf(line.samples).length, reason } };
    }
    case 'tag':
    case 'false-alarm':
      return { ...head, action: line.action, detail: { samples: keysOf(line.samples).length, isOn: line.isOn } };
    case 'undo':
    case 'redo':
      return { ...head, action: line.action, detail: { target: line.target } };
  }
}

/** What one person of the export had agreed to. */
export function fromRegister({ at, who, revision, record, sourceSha256 }: RegisterLine): ExtractBody {
  const { subject, status, purposes, date, expiresOn, notice } = record;
  return {
    at,
    who,
    source: 'consent',
    line: revision,
    action: `consent.${status}`,
    subject,
    detail: {
      date,
      purposes: purposes.join(' '),
      expiresOn: expiresOn ?? null,
      noticeSha256: notice?.sha256 ?? null,
      sourceSha256,
    },
  };
}
