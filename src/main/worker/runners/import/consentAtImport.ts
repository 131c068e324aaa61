import { readFile, stat } from 'node:fs/promises';
import type { ConsentRecord } from '@shared/domain/consent';
import { compareSubjects, MAX_CONSENT_FILE_BYTES, parseConsentFile } from '../../../formats/images/consentFile';
import { sha256Hex } from '../../../platform/hash';
import { ioFailure } from '../../../platform/ioFailure';
import { Failure } from '@shared/lib/failure';
import { finalIssue, type ImportIssueLine } from '../../../storage/importLog';

export interface ConsentAtImport {
  readonly sha256: string;
  /** By subject (NFC). */
  readonly records: ReadonlyMap<string, ConsentRecord>;
  /** Rows that could not be read and subjects that the folder does not have, as lines of the import's list. */
  readonly issues: readonly ImportIssueLine[];
}

/**
 * Reads the consent file of an import. A row that cannot be read gives its subject no consent and is listed; it does not stop the
 * others. @throws Failure not-found, invalid-input (no consent file at all), io
 */
export async function readConsentAtImport(path: string, subjects: readonly string[]): Promise<ConsentAtImport> {
  let bytes: Uint8Array;
  try {
    if ((await stat(path)).size > MAX_CONSENT_FILE_BYTES)
      throw new Failure({ code: 'invalid-input', message: 'The file is too large for a consent file.', place: path });
    bytes = await readFile(path);
  } catch (thrown) {
    throw ioFailure(thrown, 'read the consent file', path);
  }
  const { records, problems, unknownColumns } = parseConsentFile(bytes, path);
  const { onlyInFile } = compareSubjects(records, subjects);
  return {
    sha256: sha256Hex(bytes),
    records: new Map(records.map((record) => [record.subject, record])),
    issues: [
      ...problems.map(({ place, message, remedy }) => finalIssue(place, 'consent-unreadable', `${message} ${remedy}`)),
      ...onlyInFile.map((subject) =>
        finalIssue(
          `${path}: ${subject}`,
          'unknown-subject',
          'The consent file names a subject that has no folder.',
          subject,
        ),
      ),
      ...unknownColumns.map((column) =>
        finalIssue(`${path}, column ${column}`, 'unknown-column', 'This column was not read.'),
      ),
    ],
  };
}
