import { z } from 'zod';
import { type ConsentRecord, consentRecordSchema } from '../consent';

const { purposes, date, document, expiresOn, biometric, channel, notice, evidence, retainUntil } =
  consentRecordSchema.shape;

/** Statuses that a person may enter. A withdrawal is a job of its own, because it erases too. */
export const EDITABLE_STATUSES = ['given', 'refused', 'expired', 'unknown'] as const;

/** What a person changes of one or several records: a field that is left out stays, null takes it away. */
export const ConsentEdit = z.strictObject({
  status: z.enum(EDITABLE_STATUSES).optional(),
  purposes: purposes.optional(),
  date: date.optional(),
  document: document.optional(),
  expiresOn: expiresOn.unwrap().nullable().optional(),
  biometric: biometric.unwrap().nullable().optional(),
  channel: channel.unwrap().nullable().optional(),
  notice: notice.unwrap().nullable().optional(),
  evidence: evidence.unwrap().nullable().optional(),
  retainUntil: retainUntil.unwrap().nullable().optional(),
});
export type ConsentEdit = z.infer<typeof ConsentEdit>;

/** @param day today, YYYY-MM-DD: the date of a record that somebody begins */
export function editedRecord(
  subject: string,
  before: ConsentRecord | null,
  edit: ConsentEdit,
  day: string,
): ConsentRecord {
  const begun: ConsentRecord = before ?? { subject, status: 'unknown', purposes: [], date: day, document: '' };
  // JSON knows no undefined, and a record holds no null: what was taken away is left out.
  const merged = Object.entries({ ...begun, ...edit }).filter(([, value]) => value !== null && value !== undefined);
  return consentRecordSchema.parse(Object.fromEntries(merged));
}

/** What is wrong with a record as a whole, or null. Files are held to the same rules. */
export function recordFault({
  status,
  purposes: uses,
  date: from,
  expiresOn: to,
  retainUntil: kept,
}: ConsentRecord): string | null {
  if (status === 'given' && uses.length === 0) return 'Consent is given, but for no purpose.';
  if (to !== undefined && to < from) return `The consent ends on ${to}, before it begins on ${from}.`;
  if (kept !== undefined && kept < from)
    return `The pictures would be kept until ${kept}, before the record’s day ${from}.`;
  return null;
}
