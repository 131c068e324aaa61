import type { ConsentRecord } from '@shared/domain/consent';
import { differences } from '@shared/domain/consents/changes';
import { Failure } from '@shared/lib/failure';
import { type ConsentProblem, readConsentRow } from './consentRow';
import { consentRowsOfCsv, consentRowsOfJson } from './consentRows';
import { CONSENT_COLUMNS } from './consentWords';
import { decodeText } from './decodeText';

export interface ConsentFile {
  /** One record per subject, sorted by subject. */
  readonly records: readonly ConsentRecord[];
  /** `file:line` of each record, by subject. */
  readonly places: ReadonlyMap<string, string>;
  readonly problems: readonly ConsentProblem[];
  /** Columns whose names mean nothing here; they were left out. */
  readonly unknownColumns: readonly string[];
  readonly notes: readonly string[];
}

export const MAX_CONSENT_FILE_BYTES = 32 * 1024 * 1024;
const MAX_PROBLEMS = 1_000;

interface PlacedRecord {
  readonly record: ConsentRecord;
  readonly place: string;
}

const contradictory = (what: string, one: PlacedRecord, other: PlacedRecord): Failure =>
  new Failure({
    code: 'invalid-input',
    message: `The file contradicts itself: ${what} (${one.place} and ${other.place}).`,
    place: other.place,
    remedy: 'Correct or remove one of the two lines. Nothing was read from the file.',
  });

/** A notice of one version has one text, and an evidence file one content. */
function hashWatch(): (read: PlacedRecord) => void {
  const seen = new Map<string, { readonly sha256: string; readonly read: PlacedRecord }>();
  const watch = (what: string, sha256: string, read: PlacedRecord): void => {
    const known = seen.get(what);
    if (known === undefined) seen.set(what, { sha256, read });
    else if (known.sha256 !== sha256) throw contradictory(`${what} has two hashes`, known.read, read);
  };
  return (read) => {
    const { notice, evidence } = read.record;
    if (notice !== undefined) watch(`version ${notice.version} of the notice`, notice.sha256, read);
    if (evidence !== undefined) watch(`the evidence file ${evidence.file}`, evidence.sha256, read);
  };
}

/**
 * Parses a consent file: CSV (RFC 4180; comma, semicolon or tab) or a JSON array of flat objects, UTF-8, with the columns
 * subject, status, purposes, date and, where wanted, the others of `CONSENT_COLUMNS`. Of several records about a subject the one of
 * the latest day counts. A record that cannot be read is a problem in the answer and gives no consent; what makes the whole file
 * unreadable is thrown, and so are two records that contradict each other.
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
  const bySubject = new Map<string, PlacedRecord>();
  const unreadable = new Set<string>();
  const problems: ConsentProblem[] = [];
  const repeated = new Set<string>();
  const watch = hashWatch();
  for (const row of rows) {
    const { record, problems: found } = readConsentRow(row);
    if (problems.length < MAX_PROBLEMS) problems.push(...found);
    if (record === undefined) {
      unreadable.add((row.cells.get('subject') ?? '').trim().normalize('NFC'));
      continue;
    }
    const read = { record, place: row.place };
    watch(read);
    const known = bySubject.get(record.subject);
    if (known === undefined) {
      bySubject.set(record.subject, read);
      continue;
    }
    repeated.add(record.subject);
    if (record.date === known.record.date && differences(known.record, record).length > 0)
      throw contradictory(`two records of ${record.date} about “${record.subject}”`, known, read);
    if (record.date > known.record.date) bySubject.set(record.subject, read);
  }
  // The line that could not be read may be the withdrawal: what other lines say about that subject does not count either.
  unreadable.forEach((subject) => bySubject.delete(subject));
  const records = [...bySubject.values()].map(({ record }) => record).sort((a, b) => (a.subject < b.subject ? -1 : 1));
  const undocumented = records.filter((record) => record.status === 'given' && record.document === '').length;
  return {
    records,
    places: new Map([...bySubject].map(([subject, { place }]) => [subject, place])),
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
