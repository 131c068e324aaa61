import type { ConsentRecord } from '@shared/domain/consent';
import { differences, NAMING_FIELDS } from '@shared/domain/consents/changes';
import type { SetId } from '@shared/domain/ids';
import { appendAudit, type AuditEntry } from '../../storage/auditLog';
import { appendRegister } from '../../storage/consentRegister';

/** A record to be written, beside the one that it follows. */
export interface RecordChange {
  readonly before: ConsentRecord | null;
  readonly after: ConsentRecord;
  /** Why it is taken although it contradicts the register. */
  readonly reason?: string;
}

export interface ChangeSource {
  readonly setId: SetId;
  readonly who: string;
  /** e.g. `consent.edit`. */
  readonly action: string;
  readonly file: { readonly path: string; readonly sha256: string } | null;
}

const changedText = ({ before, after }: RecordChange): string =>
  before === null
    ? `new: ${after.status}`
    : differences(before, after)
        .map(({ field, from, to }) => (NAMING_FIELDS.includes(field) ? field : `${field}: ${from} → ${to}`))
        .join('; ');

/**
 * Writes records to the register and says so in the audit log: a line per record that follows another or is the work of a person, and one
 * for the whole of a file. The log names the register's line and not the subject, because a copy of it leaves with exports.
 * @param summary counts of a file, for its line
 * @throws Failure
 */
export async function writeRecords(
  libraryPath: string,
  { setId, who, action, file }: ChangeSource,
  changes: readonly RecordChange[],
  summary: AuditEntry['detail'] | null,
): Promise<void> {
  const { path: source, sha256: sourceSha256 } = file ?? { path: null, sha256: null };
  const before = await appendRegister(
    libraryPath,
    changes.map(({ after, reason }) => ({
      ...{ who, setId, source, sourceSha256, record: after },
      ...(reason === undefined ? {} : { reason }),
    })),
  );
  const entries = changes.flatMap((change, index): AuditEntry[] => {
    // Of a file's new subjects the register says everything; thousands of lines would only say it again.
    if (change.before === null && summary !== null) return [];
    const reason = change.reason === undefined ? {} : { reason: change.reason };
    return [
      { who, action, subject: setId, detail: { line: before + index + 1, changed: changedText(change), ...reason } },
    ];
  });
  const whole = summary === null ? [] : [{ who, action, subject: setId, detail: summary }];
  await appendAudit(libraryPath, ...entries, ...whole);
}
