import { CONSENT_PURPOSES, CONSENT_STATUSES, type ConsentRecord, consentRecordSchema } from '@shared/domain/consent';
import { CONSENT_COLUMNS, type ConsentColumn, consentPurposes, consentStatus, consentTick } from './consentWords';
import type { ConsentCells } from './consentRows';

/** A record that could not be read. It gives no consent; the other records stand. */
export interface ConsentProblem {
  /** `file:line`, or `file, record n` in JSON. */
  readonly place: string;
  readonly column: ConsentColumn;
  readonly message: string;
  readonly remedy: string;
}

const quoted = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);

const HASH_REMEDY = 'Write the SHA-256 of the file in 64 hexadecimal digits, or leave file and hash empty.';
const REMEDIES: Readonly<Record<ConsentColumn, string>> = {
  subject: 'Write the name of the subject’s folder.',
  status: `Write one of: ${CONSENT_STATUSES.join(', ')}.`,
  purposes: `Write one or more of ${CONSENT_PURPOSES.join(', ')}, separated by |.`,
  date: 'Write the day as YYYY-MM-DD, for example 2024-05-31.',
  document: 'Write the name or number of the signed form, without control characters.',
  expiresOn: 'Write the last day as YYYY-MM-DD, not before the date, or leave it empty.',
  biometric: 'Write yes or no, or leave it empty where it was not asked.',
  channel: 'Write how the consent was given in at most 80 characters, for example: paper form.',
  noticeVersion: 'Write the version of the notice together with its SHA-256, or leave both empty.',
  noticeSha256:
    'Write the SHA-256 of the notice’s text in 64 hexadecimal digits with its version, or leave both empty.',
  evidenceFile: HASH_REMEDY,
  evidenceSha256: HASH_REMEDY,
  retainUntil: 'Write the last day as YYYY-MM-DD, not before the date, or leave it empty.',
};

/** Where a fault of the record's own shape stands in the file. */
function columnOf(path: readonly PropertyKey[]): ConsentColumn {
  const [field, part] = path;
  if (field === 'notice') return part === 'version' ? 'noticeVersion' : 'noticeSha256';
  if (field === 'evidence') return part === 'file' ? 'evidenceFile' : 'evidenceSha256';
  return CONSENT_COLUMNS.find((name) => name === field) ?? 'subject';
}

/** Reads one row. Every cell that is wrong is reported, not only the first. */
export function readConsentRow(row: ConsentCells): {
  readonly record?: ConsentRecord;
  readonly problems: readonly ConsentProblem[];
} {
  const problems: ConsentProblem[] = [];
  const report = (column: ConsentColumn, message: string): void => {
    problems.push({ place: row.place, column, message, remedy: REMEDIES[column] });
  };
  const cell = (column: ConsentColumn): string => (row.cells.get(column) ?? '').trim();
  const stated = (column: ConsentColumn): string | undefined => cell(column) || undefined;
  const status = consentStatus(cell('status'));
  if (status === undefined) report('status', `The status ${quoted(cell('status'))} is not known.`);
  const { purposes, unknown } = consentPurposes(cell('purposes'));
  if (unknown.length > 0) report('purposes', `The purpose ${unknown.map(quoted).join(', ')} is not known.`);
  if (status === 'given' && purposes.length === 0 && unknown.length === 0)
    report('purposes', 'Consent is given, but for no purpose.');
  const biometric = consentTick(cell('biometric'));
  if (biometric === undefined && cell('biometric') !== '')
    report('biometric', `The biometric tick ${quoted(cell('biometric'))} is neither yes nor no.`);
  const noticeVersion = stated('noticeVersion');
  const noticeSha256 = stated('noticeSha256')?.toLowerCase();
  if (noticeVersion === undefined && noticeSha256 !== undefined)
    report('noticeVersion', 'The notice has a hash and no version.');
  if (noticeVersion !== undefined && noticeSha256 === undefined)
    report('noticeSha256', `The notice ${quoted(noticeVersion)} has no hash of its text.`);
  const evidenceSha256 = stated('evidenceSha256')?.toLowerCase();
  // Files of before name the signed form as their document.
  const evidenceFile = stated('evidenceFile') ?? (evidenceSha256 === undefined ? undefined : stated('document'));
  if (evidenceFile === undefined && evidenceSha256 !== undefined)
    report('evidenceFile', 'The evidence has a hash and no file.');
  if (evidenceFile !== undefined && evidenceSha256 === undefined)
    report('evidenceSha256', `The evidence ${quoted(evidenceFile)} has no hash.`);
  const parsed = consentRecordSchema.safeParse({
    subject: cell('subject'),
    status: status ?? 'unknown',
    purposes,
    date: cell('date'),
    document: cell('document'),
    expiresOn: stated('expiresOn'),
    biometric,
    channel: stated('channel'),
    notice:
      noticeVersion === undefined || noticeSha256 === undefined
        ? undefined
        : { version: noticeVersion, sha256: noticeSha256 },
    evidence:
      evidenceFile === undefined || evidenceSha256 === undefined
        ? undefined
        : { file: evidenceFile, sha256: evidenceSha256 },
    retainUntil: stated('retainUntil'),
  });
  for (const issue of parsed.error?.issues ?? []) {
    const column = columnOf(issue.path);
    report(column, `The ${column} ${quoted(cell(column))} ${issue.message}.`);
  }
  if (!parsed.success) return { problems };
  // What the file leaves open is left out, not kept as undefined: records are compared and written as JSON.
  const record = consentRecordSchema.parse(JSON.parse(JSON.stringify(parsed.data)));
  if (record.expiresOn !== undefined && record.expiresOn < record.date)
    report('expiresOn', `The consent ends on ${record.expiresOn}, before it begins on ${record.date}.`);
  if (record.retainUntil !== undefined && record.retainUntil < record.date)
    report(
      'retainUntil',
      `The pictures would be kept until ${record.retainUntil}, before the record’s day ${record.date}.`,
    );
  return problems.length > 0 ? { problems } : { record, problems };
}
