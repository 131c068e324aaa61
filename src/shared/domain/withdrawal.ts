import { z } from 'zod';
import { CONSENT_PURPOSES, consentPurposeSchema, subjectSchema } from './consent';
import { JobId, SampleId, SetId } from './ids';

/** What a subject takes back: everything, which erases their pictures, or some purposes, which ends new uses for these. */
export const WithdrawalScope = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('all') }),
  z.strictObject({
    type: z.literal('purposes'),
    purposes: z.array(consentPurposeSchema).min(1).max(CONSENT_PURPOSES.length),
  }),
]);
export type WithdrawalScope = z.infer<typeof WithdrawalScope>;

export const WithdrawalId = z
  .string()
  .regex(/^wd_[0-9a-z]{12}$/)
  .brand('WithdrawalId');
export type WithdrawalId = z.infer<typeof WithdrawalId>;

/** What stays of an erased sample: that it was there, its hash, and which withdrawal took it. One line of a set's tombstones.jsonl. */
export const Tombstone = z.strictObject({
  sampleId: SampleId,
  /** Of the stored image that was erased. */
  sha256: z.string().length(64),
  withdrawalId: WithdrawalId,
  at: z.iso.datetime(),
});
export type Tombstone = z.infer<typeof Tombstone>;

/** Things that were made with a withdrawn subject's pictures and are out of the library's hands, or hold what was learned. */
export const AffectedThing = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('export'),
    directory: z.string(),
    name: z.string(),
    manifestSha256: z.string().length(64),
    images: z.int().min(0),
  }),
  /** A training run with its checkpoints and model. */
  z.strictObject({ type: z.literal('model'), runId: JobId, name: z.string(), images: z.int().min(0) }),
  /** A verification, card, proof, privacy report or blind test that counted or shows the subject. */
  z.strictObject({ type: z.literal('report'), runId: JobId, name: z.string() }),
  z.strictObject({ type: z.literal('set'), setId: SetId, name: z.string() }),
]);
export type AffectedThing = z.infer<typeof AffectedThing>;

/** Why an export, a model or a report must not be used any more. */
export const Supersession = z.strictObject({
  withdrawalId: WithdrawalId,
  at: z.iso.datetime(),
  /** Number of images concerned; the subject is not named outside of the register. */
  images: z.int().min(0),
  scope: WithdrawalScope,
  /** Folder of the export that replaces it, once there is one. */
  replacedBy: z.string().nullable().default(null),
});
export type Supersession = z.infer<typeof Supersession>;

/** The spec of a withdrawal's job; `setId` is the real set that holds the subject. */
export const WithdrawSpec = z.strictObject({
  kind: z.literal('withdraw'),
  setId: SetId,
  subject: subjectSchema,
  scope: WithdrawalScope,
  who: z.string().min(1).max(80),
  /** In the person's own words, or the reviewer's; may be empty. */
  reason: z.string().max(500).default(''),
});
export type WithdrawSpec = z.infer<typeof WithdrawSpec>;

/** Days within which an affected export is to be made again (AnVIL: individual-level data goes within 30 days). */
export const REISSUE_DAYS = 30;

/** The day by which an export that lost a subject is to be replaced, YYYY-MM-DD. @param at ISO instant of the withdrawal */
export const reissueBy = (at: string): string =>
  new Date(Date.parse(at) + REISSUE_DAYS * 86_400_000).toISOString().slice(0, 10);

/** What names a thing that can be superseded: enough of it to find its marks. */
export type NamedThing =
  | Pick<Extract<AffectedThing, { type: 'export' }>, 'type' | 'directory'>
  | Pick<Extract<AffectedThing, { type: 'model' }>, 'type' | 'runId'>
  | Pick<Extract<AffectedThing, { type: 'report' }>, 'type' | 'runId'>
  | Pick<Extract<AffectedThing, { type: 'set' }>, 'type' | 'setId'>;

/** What a thing that must not be used any more is called in marks: the same thing has the same key. */
export function keyOfThing(thing: NamedThing): string {
  switch (thing.type) {
    case 'export':
      return `export ${thing.directory}`;
    case 'model':
    case 'report':
      return `${thing.type} ${thing.runId}`;
    case 'set':
      return `set ${thing.setId}`;
  }
}

/** One thing and why it is superseded, as the library's consent/superseded.jsonl and the window know it. */
export const SupersessionMark = z.strictObject({ thing: AffectedThing, supersession: Supersession });
export type SupersessionMark = z.infer<typeof SupersessionMark>;

/** Stands for a subject in lists that must keep their places (an import plan) after an erasure. */
export const erasedName = (withdrawalId: WithdrawalId): string => `withdrawn-${withdrawalId}`;

/** True for a placeholder that an erasure left, which is nobody's name. */
export const isErasedName = (name: string): boolean => /^withdrawn-wd_[0-9a-z]{12}$/.test(name);
