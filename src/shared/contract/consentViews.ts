import { z } from 'zod';
import { consentPurposeSchema, consentRecordSchema, consentStatusSchema } from '../domain/consent';
import { CONSENT_ALARMS } from '../domain/consents/alarms';
import { CONTRADICTIONS } from '../domain/consents/changes';
import { JobId } from '../domain/ids';

const Alarm = z.enum(CONSENT_ALARMS);
/** Subjects by alarm; an alarm of nobody is missing. */
export const AlarmCounts = z.partialRecord(Alarm, z.int().min(1));

/** One subject of a real set: what the register says, and what follows from it today. */
export const SubjectView = z.strictObject({
  subject: z.string(),
  status: consentStatusSchema,
  purposes: z.array(consentPurposeSchema),
  date: z.string().nullable(),
  expiresOn: z.string().nullable(),
  document: z.string().nullable(),
  biometric: z.boolean().nullable(),
  channel: z.string().nullable(),
  notice: consentRecordSchema.shape.notice.unwrap().nullable(),
  evidence: consentRecordSchema.shape.evidence.unwrap().nullable(),
  retainUntil: z.string().nullable(),
  sampleCount: z.int().min(0),
  /** Purposes allowed today. */
  allowedToday: z.array(consentPurposeSchema),
  alarms: z.array(Alarm),
});
export type SubjectView = z.infer<typeof SubjectView>;

/** How a set's consents stand as a whole. */
export const ConsentStanding = z.strictObject({
  /** The day for which consents are judged: today, or a later one that the library's logs know of. */
  day: z.string(),
  /** Why the clock is not believed, or null. */
  clockFault: z.string().nullable(),
  /** What is wrong with the register, in sentences; nothing is allowed after a broken line. */
  faults: z.array(z.string()),
  alarms: AlarmCounts,
  /** Pictures that are not shown, for want of consent to display. */
  hiddenSamples: z.int().min(0),
});
export type ConsentStanding = z.infer<typeof ConsentStanding>;

/** One line of the register about one subject. */
export const ConsentHistoryLine = z.strictObject({
  line: z.int().min(1),
  at: z.string(),
  who: z.string(),
  /** File that it was read from; null for what a person entered. */
  source: z.string().nullable(),
  reason: z.string().nullable(),
  record: consentRecordSchema,
});
export type ConsentHistoryLine = z.infer<typeof ConsentHistoryLine>;

/** A record of a consent file beside what stands in the register. */
export const ConsentChangeView = z.strictObject({
  subject: z.string(),
  /** `file:line`. */
  place: z.string(),
  kind: z.enum(['added', 'changed', 'contradicting']),
  before: consentRecordSchema.nullable(),
  after: consentRecordSchema,
  contradictions: z.array(z.enum(CONTRADICTIONS)),
});
export type ConsentChangeView = z.infer<typeof ConsentChangeView>;

/** What reading a consent file would do; nothing is written yet. */
export const ConsentPreview = z.strictObject({
  file: z.string(),
  sha256: z.string().length(64),
  /** Lines of the register that it was compared with. */
  registerLines: z.int().min(0),
  counts: z.strictObject({ added: z.int(), unchanged: z.int(), changed: z.int(), contradicting: z.int() }),
  /** Contradictions first. Of the others only as many as a person looks through; `counts` has all. */
  changes: z.array(ConsentChangeView),
  /** Subjects of the file of whom the set has no picture, and of the set whom the file does not name. */
  notInSet: z.int().min(0),
  notInFile: z.int().min(0),
  unknownColumns: z.array(z.string()),
  notes: z.array(z.string()),
});
export type ConsentPreview = z.infer<typeof ConsentPreview>;

/** Which contradicting records of the file are taken all the same, and why. */
export const AcceptedContradictions = z.strictObject({
  /** `all`: every one that may be accepted at all. */
  subjects: z.union([z.literal('all'), z.array(z.string().max(400)).max(10_000)]),
  reason: z.string().trim().min(3).max(500),
});

export const ConsentImported = z.strictObject({
  added: z.int(),
  changed: z.int(),
  /** Contradicting records that were taken. */
  accepted: z.int(),
  /** Contradicting records that stay out. */
  left: z.int(),
});
export type ConsentImported = z.infer<typeof ConsentImported>;

/** Where a set's subjects were used: finished exports and training runs, and which of them each subject is in. */
export const ConsentUses = z.strictObject({
  exports: z.array(z.strictObject({ name: z.string(), directory: z.string() })),
  models: z.array(z.strictObject({ runId: JobId, name: z.string() })),
  /** Positions in the two lists above; subjects in none are left out. */
  subjects: z.array(
    z.strictObject({ subject: z.string(), exports: z.array(z.int().min(0)), models: z.array(z.int().min(0)) }),
  ),
});
export type ConsentUses = z.infer<typeof ConsentUses>;
