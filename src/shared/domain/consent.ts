import { z } from 'zod';

/** What a subject can allow their images to be used for. `export` covers handing files to other people, `display` showing them on screen or in a report. */
export const CONSENT_PURPOSES = ['training', 'evaluation', 'export', 'display'] as const;
export const consentPurposeSchema = z.enum(CONSENT_PURPOSES);
export type ConsentPurpose = z.infer<typeof consentPurposeSchema>;

/** `given` is the only status under which anything is allowed. */
export const CONSENT_STATUSES = ['given', 'withdrawn', 'refused', 'expired', 'unknown'] as const;
export const consentStatusSchema = z.enum(CONSENT_STATUSES);
export type ConsentStatus = z.infer<typeof consentStatusSchema>;

export const MAX_SUBJECT_LENGTH = 200;
export const MAX_DOCUMENT_LENGTH = 1_000;

// C0 and C1 controls, and the marks that reverse or hide text: a subject name is shown to people and used as a folder name.
const HIDDEN_CHARACTERS = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;

/** True when the text holds a control, zero-width or text-direction character. */
export const hasHiddenCharacters = (text: string): boolean => HIDDEN_CHARACTERS.test(text);

/** True for `YYYY-MM-DD` that names a day which exists (2023-02-29 does not). */
export function isIsoDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

const isoDaySchema = z.string().refine(isIsoDay, { error: 'must be an existing day written YYYY-MM-DD' });

const plainText = (max: number): z.ZodType<string> =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => !hasHiddenCharacters(text), { error: 'must not hold control or invisible characters' });
const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, { error: 'must be a SHA-256 in hexadecimal' });

/** Purposes that tell who somebody is; a subject who refused the biometric tick is in none of them. */
export const BIOMETRIC_PURPOSES: readonly ConsentPurpose[] = ['training', 'evaluation'];

/** The subject's name in NFC, so that a name typed on one system equals the folder name read on another. */
export const subjectSchema = z
  .string()
  .transform((text) => text.trim().normalize('NFC'))
  .pipe(
    z
      .string()
      .min(1, { error: 'must not be empty' })
      .max(MAX_SUBJECT_LENGTH, { error: `must not be longer than ${MAX_SUBJECT_LENGTH} characters` })
      .refine((text) => !hasHiddenCharacters(text), { error: 'must not hold control or invisible characters' }),
  );

export const consentRecordSchema = z.strictObject({
  subject: subjectSchema,
  status: consentStatusSchema,
  purposes: z.array(consentPurposeSchema).max(CONSENT_PURPOSES.length),
  /** The day from which the status holds: when consent was given, or withdrawn, or refused. */
  date: isoDaySchema,
  /** Where the signed form is kept: a file name, a number, an address. Never opened by this program. */
  document: z
    .string()
    .max(MAX_DOCUMENT_LENGTH)
    .refine((text) => !hasHiddenCharacters(text), { error: 'must not hold control or invisible characters' }),
  /** The last day on which the consent holds; absent means no end was agreed. */
  expiresOn: isoDaySchema.optional(),
  /** The separate tick for processing that tells who somebody is (GDPR Art. 9); absent means it was not asked or not recorded. */
  biometric: z.boolean().optional(),
  /** How it was given: paper form, e-mail, web form … */
  channel: plainText(80).optional(),
  /** The notice that the subject had before them: its version as the organisation counts, and the hash of its text. */
  notice: z.strictObject({ version: plainText(80), sha256: sha256Schema }).optional(),
  /** The signed form as a file: where it is kept, and its hash when it was recorded. Never opened by this program. */
  evidence: z.strictObject({ file: plainText(MAX_DOCUMENT_LENGTH), sha256: sha256Schema }).optional(),
  /** The last day on which anything of the subject may be kept (BIPA: "destroy by"). */
  retainUntil: isoDaySchema.optional(),
});

/** What one subject agreed to. Parsed from outside only through `consentRecordSchema`. */
export type ConsentRecord = z.infer<typeof consentRecordSchema>;

/**
 * May this subject's images be used for `purpose` at the moment `atIso`?
 *
 * Only a `given` consent that names the purpose, has begun and has not ended allows it. A withdrawal counts from the
 * moment it is known, whatever day it carries: an earlier use may have been lawful, a new one is not. Nothing is allowed after the
 * day until which the subject's data may be kept, and no biometric purpose where the biometric tick was refused.
 *
 * @param atIso ISO 8601 day or UTC instant; its day (UTC) is compared with the record's days, both ends included.
 * @throws RangeError when `atIso` does not begin with an existing day: our own fault, not the file's.
 */
export function isConsentValid(record: ConsentRecord, purpose: ConsentPurpose, atIso: string): boolean {
  const day = atIso.slice(0, 10);
  if (!isIsoDay(day))
    throw new RangeError(`atIso must begin with an existing day YYYY-MM-DD, got ${JSON.stringify(atIso)}`);
  if (record.status !== 'given' || !record.purposes.includes(purpose)) return false;
  if (record.biometric === false && BIOMETRIC_PURPOSES.includes(purpose)) return false;
  if (record.retainUntil !== undefined && record.retainUntil < day) return false;
  // ISO days of equal width compare as text.
  return record.date <= day && (record.expiresOn === undefined || day <= record.expiresOn);
}
