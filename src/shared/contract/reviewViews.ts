import { z } from 'zod';
import { Decision, ExclusionReason } from '../domain/curation';
import { SampleId, SetId } from '../domain/ids';
import { BlindPair, BlindResult, BlindSet, BlindTreatment } from '../domain/reviews/blindTest';
import { Agreement } from '../domain/reviews/kappa';
import { AssignmentTask, OtherSample, SignOffCounts } from '../domain/reviews/reviewLine';
import { SignOffState } from '../domain/reviews/signOff';

const Count = z.int().min(0);

export const AssignmentView = z.strictObject({
  /** Line of the journal that made it. */
  id: z.int().min(1),
  to: z.string(),
  by: z.string(),
  at: z.string(),
  task: AssignmentTask,
  words: z.string(),
  note: z.string(),
  total: Count,
  /** Decided by anyone, or for `opinion`: opinions given by that reviewer. */
  done: Count,
});
export type AssignmentView = z.infer<typeof AssignmentView>;

export const JudgementView = z.strictObject({
  who: z.string(),
  decision: Decision,
  reason: ExclusionReason.nullable(),
  note: z.string(),
});

export const DisagreementView = z.strictObject({
  sample: SampleId,
  judgements: z.array(JudgementView),
  isSettled: z.boolean(),
  /** What stands now; null where nothing is decided. */
  standing: z.strictObject({ decision: Decision, who: z.string(), revision: z.int() }).nullable(),
});
export type DisagreementView = z.infer<typeof DisagreementView>;

export const AgreementView = z.strictObject({
  a: z.string(),
  b: z.string(),
  /** Rows: keep, exclude of `a`; columns: keep, exclude of `b`. */
  table: z.tuple([z.tuple([Count, Count]), z.tuple([Count, Count])]),
  ...Agreement.shape,
});
export type AgreementView = z.infer<typeof AgreementView>;

export const SignOffView = z.strictObject({
  who: z.string(),
  at: z.string(),
  revision: Count,
  counts: SignOffCounts,
  statement: z.string(),
});
export type SignOffView = z.infer<typeof SignOffView>;

export const ReviewerView = z.strictObject({
  name: z.string(),
  /** Samples whose standing decision is theirs, and on which they have an opinion in force. */
  decisions: Count,
  opinions: Count,
});
export type ReviewerView = z.infer<typeof ReviewerView>;

/** One finished test, without its answers and pictures. */
export const BlindTestView = z.strictObject({
  /** Line of the journal. */
  id: z.int().min(1),
  who: z.string(),
  at: z.string(),
  target: BlindSet,
  other: BlindSet,
  treatment: BlindTreatment,
  result: BlindResult,
});
export type BlindTestView = z.infer<typeof BlindTestView>;

/** All tests of one pair of sets. */
export const BlindGroup = z.strictObject({
  target: BlindSet,
  other: BlindSet,
  tests: z.array(BlindTestView),
  perReviewer: z.array(z.strictObject({ who: z.string(), tests: Count, result: BlindResult })),
  pooled: BlindResult,
});
export type BlindGroup = z.infer<typeof BlindGroup>;

/** Everything that the reviewers of a set have on record. */
export const ReviewsView = z.strictObject({
  setId: SetId,
  curationRevision: Count,
  counts: z.strictObject({ kept: Count, excluded: Count, undecided: Count }),
  signOff: SignOffState,
  /** Newest first. */
  signOffs: z.array(SignOffView),
  reviewers: z.array(ReviewerView),
  assignments: z.array(AssignmentView),
  /** Open ones first; at most 1,000 are listed. */
  disagreements: z.array(DisagreementView),
  disagreementCounts: z.strictObject({ open: Count, settled: Count }),
  agreement: z.array(AgreementView),
  blindTests: z.array(BlindGroup),
  falseAlarms: Count,
  readOnlyReason: z.string().nullable(),
  faults: z.array(z.string()),
});
export type ReviewsView = z.infer<typeof ReviewsView>;

/** What a reviewer works through; what others decided is not in it. */
export const SliceView = z.strictObject({
  assignment: AssignmentView,
  samples: z.array(SampleId),
  /** The reviewer's own opinions so far. */
  own: z.array(z.strictObject({ sample: SampleId, decision: Decision })),
});
export type SliceView = z.infer<typeof SliceView>;

export const StandingView = z.strictObject({ sample: SampleId, decision: Decision, who: z.string() });
export type StandingView = z.infer<typeof StandingView>;

export const PairVerdictView = z.strictObject({
  sample: SampleId,
  other: OtherSample,
  who: z.string(),
  at: z.string(),
});
export type PairVerdictView = z.infer<typeof PairVerdictView>;

export const BlindPlan = z.strictObject({
  target: BlindSet,
  other: BlindSet,
  seed: Count,
  pairs: z.array(BlindPair),
});
export type BlindPlan = z.infer<typeof BlindPlan>;
