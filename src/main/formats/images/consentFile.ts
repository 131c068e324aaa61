import { CONSENT_PURPOSES, type ConsentRecord, consentRecordSchema, CONSENT_STATUSES } from '@shared/domain/consent';
import { Failure } from '@shared/lib/failure';
import { CONSENT_COLUMNS, type ConsentColumn, consentPurposes, consentStatus } from './consentWords';
import { type ConsentCells, consentRowsOfCsv, consentRowsOfJson } from './consentRows';
import { decodeText } from './decodeText';

/** A record that could not be read. It gives no consent; the other records stand. */
export interface ConsentProblem {
  /** `file:line`, or `file, record n` in JSON. */
  readonly place: string;
  readonly column: ConsentColumn;
  readonly message: string;
  readonly remedy: string;
}

export interface ConsentFile {
  /** One record per subject, sorted by subject. */
  readonly records: readonly ConsentRecord[];
  readonly problems: readonly ConsentProblem[];
  /** Columns whose names mean nothing here; they were left out. */
  readonly unknownColumns: readonly string[];
  readonly notes: readonly string[];
}

export const MAX_CONSENT_FILE_BYTES = 32 * 1024 * 1024;
const MAX_PROBLEMS = 1_000;

const quoted = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);

const REMEDIES: Readonly<Record<ConsentColumn, string>> = {
  subject: 'Write the name of the subject’s folder.',
  status: `Write one of: ${CONSENT_STATUSES.join(', ')}.`,
  purposes: `Write one or more of ${CONSENT_PURPOSES.join(', ')}, separated by |.`,
  date: 'Write the day as YYYY-MM-DD, for example 2024-05-31.',
  document: 'Write the name or number of the signed form, without control characters.',
  expiresOn: 'Write the last day as YYYY-MM-DD, not before the date, or leave it empty.',
};

/** Reads one row. Every cell that is wrong is reported, not only the first. */
function readRow(row: ConsentCells): { readonly record?: ConsentRecord; readonly problems: readonly ConsentProblem[] } {
  const problems: ConsentProblem[] = [];
  const report = (column: ConsentColumn, message: string): void => {
    problems.push({ place: row.place, column, message, remedy: REMEDIES[column] });
  };
  const cell = (column: ConsentColumn): string => (row.cells.get(column) ?? '').trim();
  const status = consentStatus(cell('status'));
  if (status === undefined) report('status', `The status ${quoted(cell('status'))} is not known.`);
  const { purposes, unknown } = consentPurposes(cell('purposes'));
  if (unknown.length > 0) report('purposes', `The purpose ${unknown.map(quoted).join(', ')} is not known.`);
  if (status === 'given' && purposes.length === 0 && unknown.length === 0)
    report('purposes', 'Consent is given, but for no purpose.');
  const expiresOn = cell('expiresOn');
  const parsed = consentRecordSchema.safeParse({
    subject: cell('subject'),
    status: status ?? 'unknown',
    purposes,
    date: cell('date'),
    document: cell('document'),
    ...(expiresOn === '' ? {} : { expiresOn }),
  });
  for (const issue of parsed.error?.issues ?? []) {
    const column = CONSENT_COLUMNS.find((name) => name === issue.path[0]) ?? 'subject';
    report(column, `The ${column} ${quoted(cell(column))} ${issue.message}.`);
  }
  const record = parsed.data;
  if (record?.expiresOn !== undefined && record.expiresOn < record.date)
    report('expiresOn', `The consent ends on ${record.expiresOn}, before it begins on ${record.date}.`);
  return record === undefined || problems.length > 0 ? { problems } : { record, problems };
}

/** Of two records about one subject the later one counts; on the same day the one that allows less. */
function supersedes(next: ConsentRecord, known: ConsentRecord): boolean {
  if (next.date !== known.date) return next.date > known.date;
  const allowed = (record: ConsentRecord): number => (record.status === 'given' ? record.purposes.length : 0);
  return allowed(next) < allowed(known);
}

/**
 * Parses a consent file: CSV (RFC 4180; comma, semicolon or tab) or a JSON array of objects, UTF-8, with the columns
 * subject, status, purposes, date, document and, where wanted, expires. A record that cannot be read is a problem in the
 * answer and gives no consent; what makes the whole file unreadable is thrown.
 * @throws Failure invalid-input or corrupt-data with `file:line` and a remedy.
 */
export function parseConsentFile(bytes: Uint8Array, place: string): ConsentFile {
  const text = decodeText(bytes, place, MAX_CONSENT_FILE_BYTES);
  if (text.trim() === '') {
    throw new Failure({
      code: 'invalid-input',
      message: 'The consent file is empty.',
      place,
      remedy: `Its first line names the columns: ${CONSENT_COLUMNS.slice(0, 5).join(',')}.`,
    });
  }
  const { rows, unknownColumns } = text.trimStart().startsWith('[')
    ? consentRowsOfJson(text, place)
    : consentRowsOfCsv(text, place);
  const bySubject = new Map<string, ConsentRecord>();
  const unreadable = new Set<string>();
  const problems: ConsentProblem[] = [];
  const repeated = new Set<string>();
  for (const row of rows) {
    const { record, problems: found } = readRow(row);
    if (problems.length < MAX_PROBLEMS) problems.push(...found);
    if (record === undefined) {
      unreadable.add((row.cells.get('subject') ?? '').trim().normalize('NFC'));
      continue;
    }
    const known = bySubject.get(record.subject);
    if (known !== undefined) repeated.add(record.subject);
    if (known === undefined || supersedes(record, known)) bySubject.set(record.subject, record);
  }
  // The line that could not be read may be the withdrawal: what other lines say about that subject does not count either.
  unreadable.forEach((subject) => bySubject.delete(subject));
  const records = [...bySubject.values()].sort((a, b) => (a.subject < b.subject ? -1 : 1));
  const undocumented = records.filter((record) => record.status === 'given' && record.document === '').length;
  return {
    records,
    problems,
    unknownColumns,
    notes: [
      ...(repeated.size > 0 ? [`${repeated.size} subjects have several records; the latest of each counts`] : []),
      ...(undocumented > 0 ? [`${undocumented} consents name no document`] : []),
    ],
  };
}

export interface SubjectComparison {
  /** Subjects of the consent file that have no folder. */
  readonly onlyInFile: readonly string[];
  /** Folders whose subject the consent file does not name: nothing of theirs may be used. */
  readonly onlyInFolder: readonly string[];
}

/** Lists who is in the consent file or in the folder but not in both; sorted. */
export function compareSubjects(
  records: readonly ConsentRecord[],
  folderSubjects: Iterable<string>,
): SubjectComparison {
  const inFile = new Set(records.map((record) => record.subject));
  const inFolder = new Set([...folderSubjects].map((subject) => subject.normalize('NFC')));
  return {
    onlyInFile: [...inFile].filter((subject) => !inFolder.has(subject)).sort(),
    onlyInFolder: [...inFolder].filter((subject) => !inFile.has(subject)).sort(),
  };
}
