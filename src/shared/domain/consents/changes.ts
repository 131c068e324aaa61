import type { ConsentPurpose, ConsentRecord } from '../consent';
import type { RegisterHistory } from './history';

/** A way in which a new record and the register cannot both be right. */
export const CONTRADICTIONS = [
  /** Would give again what was taken back on the same day or later. Never taken. */
  'withdrawn',
  /** Is older than the record in force and says something else. */
  'older',
  /** Is of the same day and allows more. */
  'same-day',
  /** The same version of a notice with another text. */
  'notice',
  /** The same evidence file with other content. */
  'evidence',
] as const;
export type Contradiction = (typeof CONTRADICTIONS)[number];

export type ChangeKind = 'added' | 'unchanged' | 'changed' | 'contradicting';

export interface ConsentChange {
  readonly subject: string;
  readonly kind: ChangeKind;
  readonly before: ConsentRecord | null;
  /** With what the file leaves open taken from the register where both speak of the same consent. */
  readonly after: ConsentRecord;
  readonly contradictions: readonly Contradiction[];
}

/** False for what no confirmation makes right: a withdrawal is undone by a newer consent only. */
export const mayBeAccepted = ({ contradictions }: Pick<ConsentChange, 'contradictions'>): boolean =>
  !contradictions.includes('withdrawn');

const STATED_LATER = ['expiresOn', 'biometric', 'channel', 'notice', 'evidence', 'retainUntil'] as const;
type Optional = (typeof STATED_LATER)[number];

/**
 * What a record does not state. About the same consent (day and status) silence changes nothing; of another consent only the promises
 * to the subject stay: the day of destruction and a refused biometric tick.
 */
function completed(record: ConsentRecord, before: ConsentRecord): ConsentRecord {
  const isSame = record.date === before.date && record.status === before.status;
  const kept: Partial<Pick<ConsentRecord, Optional>> = {};
  for (const field of STATED_LATER) {
    const stays = isSame || field === 'retainUntil' || (field === 'biometric' && before.biometric === false);
    if (record[field] === undefined && before[field] !== undefined && stays)
      Object.assign(kept, { [field]: before[field] });
  }
  const document = isSame && record.document === '' ? before.document : record.document;
  return { ...record, ...kept, document };
}

const listed = (purposes: readonly ConsentPurpose[]): string => [...purposes].sort().join();

/** Differences whose values may name a person; what leaves the register leaves them out. */
export const NAMING_FIELDS: readonly string[] = ['document', 'evidence file'];

/** The fields in which two records differ, with what they were and are as short text. */
export function differences(
  before: ConsentRecord,
  after: ConsentRecord,
): { readonly field: string; readonly from: string; readonly to: string }[] {
  const found: { field: string; from: string; to: string }[] = [];
  const compare = (field: string, from: string | undefined, to: string | undefined): void => {
    if (from !== to) found.push({ field, from: from ?? 'none', to: to ?? 'none' });
  };
  const tick = (value: boolean | undefined): string | undefined =>
    value === undefined ? undefined : value ? 'agreed' : 'refused';
  const hashed = (value: { readonly sha256: string } | undefined): string | undefined => value?.sha256.slice(0, 12);
  compare('status', before.status, after.status);
  if (listed(before.purposes) !== listed(after.purposes))
    compare('purposes', before.purposes.join(' ') || 'none', after.purposes.join(' ') || 'none');
  compare('date', before.date, after.date);
  compare('expires', before.expiresOn, after.expiresOn);
  compare('biometric', tick(before.biometric), tick(after.biometric));
  compare('channel', before.channel, after.channel);
  compare('notice version', before.notice?.version, after.notice?.version);
  compare('notice', hashed(before.notice), hashed(after.notice));
  compare('evidence', hashed(before.evidence), hashed(after.evidence));
  compare('keep until', before.retainUntil, after.retainUntil);
  compare('document', before.document || undefined, after.document || undefined);
  compare('evidence file', before.evidence?.file, after.evidence?.file);
  return found;
}

/** Could the second record allow something that the first does not? */
function allowsMore(before: ConsentRecord, after: ConsentRecord): boolean {
  if (after.status !== 'given') return false;
  if (before.status !== 'given') return true;
  const later = (from: string | undefined, to: string | undefined): boolean =>
    from !== undefined && (to === undefined || to > from);
  return (
    after.purposes.some((purpose) => !before.purposes.includes(purpose)) ||
    later(before.expiresOn, after.expiresOn) ||
    later(before.retainUntil, after.retainUntil) ||
    (before.biometric === false && after.biometric !== false)
  );
}

/** What stands against writing `record` after what the register says; empty when nothing does. */
export function contradictionsOf(record: ConsentRecord, register: RegisterHistory): Contradiction[] {
  const found: Contradiction[] = [];
  const known = register.subjects.get(record.subject);
  if (known !== undefined) {
    const { inForce, takenBack } = known;
    const gives = record.status === 'given' ? record.purposes : [];
    if (gives.some((purpose) => (takenBack.get(purpose) ?? '') >= record.date)) found.push('withdrawn');
    if (record.date < inForce.date && differences(inForce, record).length > 0) found.push('older');
    if (record.date === inForce.date && allowsMore(inForce, record)) found.push('same-day');
  }
  const { notice, evidence } = record;
  const noticeHash = notice === undefined ? undefined : register.notices.get(notice.version);
  if (noticeHash !== undefined && noticeHash !== notice?.sha256) found.push('notice');
  const evidenceHash = evidence === undefined ? undefined : register.evidence.get(evidence.file);
  if (evidenceHash !== undefined && evidenceHash !== evidence?.sha256) found.push('evidence');
  return found;
}

/** What writing a file's record would do. */
export function changeOf(record: ConsentRecord, register: RegisterHistory): ConsentChange {
  const { subject } = record;
  const before = register.subjects.get(subject)?.inForce ?? null;
  const after = before === null ? record : completed(record, before);
  const contradictions = contradictionsOf(after, register);
  const base = { subject, before, after, contradictions };
  if (contradictions.length > 0) return { ...base, kind: 'contradicting' };
  if (before === null) return { ...base, kind: 'added' };
  return { ...base, kind: differences(before, after).length === 0 ? 'unchanged' : 'changed' };
}

/** A contradiction as a sentence about the two records. */
export function contradictionText(
  what: Contradiction,
  { before, after }: Pick<ConsentChange, 'before' | 'after'>,
): string {
  switch (what) {
    case 'withdrawn':
      return `The register says that this was taken back on ${before?.date ?? 'a later day'}; the new record is of ${after.date}. Only a consent given after that counts.`;
    case 'older':
      return `The register has a newer record, “${before?.status ?? ''}” of ${before?.date ?? ''}; the new one says “${after.status}” of ${after.date}.`;
    case 'same-day':
      return `The register’s record of the same day, ${after.date}, allows less.`;
    case 'notice':
      return `Version ${after.notice?.version ?? ''} of the notice is in the register with another text.`;
    case 'evidence':
      return `The evidence file “${after.evidence?.file ?? ''}” is in the register with other content.`;
  }
}
