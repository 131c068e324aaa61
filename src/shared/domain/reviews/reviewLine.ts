import { z } from 'zod';
import { Decision, ExclusionReason } from '../curation';
import { SampleSet } from '../curationSamples';
import { SampleId, SetId } from '../ids';
import { BlindTest } from './blindTest';

/** A reviewer's name as it stands in the journals. */
export const Reviewer = z
  .string()
  .min(1)
  .max(80)
  .refine(
    (name) => name.trim() === name && !/\p{C}/u.test(name),
    'must not begin or end with a space or hold control characters',
  );

const chained = {
  revision: z.int().min(1),
  at: z.iso.datetime(),
  who: z.string().min(1).max(80),
  /** SHA-256 of the line before, as written; 64 zeros on the first. */
  previous: z.string().length(64),
};

/** `decide`: look through the slice and decide. `opinion`: judge it without seeing what was decided. */
export const AssignmentTask = z.enum(['decide', 'opinion']);
export type AssignmentTask = z.infer<typeof AssignmentTask>;

/** Which samples a slice holds; the list is frozen when it is assigned, so that progress means something. */
export const Slice = z.strictObject({
  samples: SampleSet,
  /** How they were chosen, for people: "identities 00001–00020", "Sharpness below 80". */
  words: z.string().min(1).max(300),
});
export type Slice = z.infer<typeof Slice>;

export const AssignLine = z.strictObject({
  ...chained,
  action: z.literal('assign'),
  to: Reviewer,
  task: AssignmentTask,
  slice: Slice,
  note: z.string().max(500),
});
/** Takes an assignment back; what was done for it stays. */
export const UnassignLine = z.strictObject({ ...chained, action: z.literal('unassign'), target: z.int().min(1) });

/** What stood in the curation journal about a sample when an opinion on it was given. */
export const FirstDecision = z.strictObject({
  decision: Decision,
  reason: ExclusionReason.nullable(),
  who: z.string().min(1).max(80),
  revision: z.int().min(1),
});
export type FirstDecision = z.infer<typeof FirstDecision>;

/** A judgement that changes no decision. `undecided` takes the reviewer's own opinion back. */
export const OpinionLine = z.strictObject({
  ...chained,
  action: z.literal('opinion'),
  sample: SampleId,
  decision: Decision,
  reason: ExclusionReason.nullable(),
  note: z.string().max(500),
  curationRevision: z.int().min(0),
  /** Null where nothing was decided then. */
  first: FirstDecision.nullable(),
});

export const OtherSample = z.strictObject({ setId: SetId, sampleId: SampleId });
export type OtherSample = z.infer<typeof OtherSample>;

/** `false-alarm`: looked at, not one person. `open` takes that back. */
export const PairVerdict = z.enum(['false-alarm', 'open']);
export type PairVerdict = z.infer<typeof PairVerdict>;

export const PairLine = z.strictObject({
  ...chained,
  action: z.literal('pair'),
  sample: SampleId,
  other: OtherSample,
  verdict: PairVerdict,
  /** Cosine that brought the pair up, by the judge of then; null where it was picked by hand. */
  cosine: z.number().min(-1.01).max(1.01).nullable(),
});

export const BlindTestLine = z.strictObject({ ...chained, action: z.literal('blind-test'), test: BlindTest });

export const SignOffCounts = z.strictObject({
  kept: z.int().min(0),
  excluded: z.int().min(0),
  undecided: z.int().min(0),
  openDisagreements: z.int().min(0),
});
export type SignOffCounts = z.infer<typeof SignOffCounts>;

/** One person's word for a set as it stood at one revision of its decisions. */
export const SignOffLine = z.strictObject({
  ...chained,
  action: z.literal('sign-off'),
  curationRevision: z.int().min(0),
  /** SHA-256 of that revision's line; 64 zeros where nothing was decided. */
  curationHash: z.string().length(64),
  counts: SignOffCounts,
  statement: z.string().min(1).max(2000),
});

/** One line of sets/<setId>/reviews.jsonl. */
export const ReviewLine = z.discriminatedUnion('action', [
  AssignLine,
  UnassignLine,
  OpinionLine,
  PairLine,
  BlindTestLine,
  SignOffLine,
]);
export type ReviewLine = z.infer<typeof ReviewLine>;
export type SignOffLine = z.infer<typeof SignOffLine>;
export type PairLine = z.infer<typeof PairLine>;
export type OpinionLine = z.infer<typeof OpinionLine>;
export type AssignLine = z.infer<typeof AssignLine>;
export type BlindTestLine = z.infer<typeof BlindTestLine>;
