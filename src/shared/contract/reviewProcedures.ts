import { z } from 'zod';
import { Decision, ExclusionReason } from '../domain/curation';
import { SampleId, SetId } from '../domain/ids';
import { BlindTreatment, BlindTrial, MAX_BLIND_PAIRS } from '../domain/reviews/blindTest';
import { AssignmentTask, OtherSample, PairVerdict, Reviewer, Slice } from '../domain/reviews/reviewLine';
import { SignOffState } from '../domain/reviews/signOff';
import { procedure } from './define';
import { BlindPlan, PairVerdictView, ReviewsView, SignOffView, SliceView, StandingView } from './reviewViews';

const OfSet = z.strictObject({ setId: SetId });
const Seed = z.int().min(0);

/** Records about judging: each is on the disk before its call answers. None of them changes a decision. */
export const reviewProcedures = {
  'reviews.get': procedure(OfSet, ReviewsView),
  /** Everybody who is named in the review records of any set of the library. */
  'reviews.names': procedure(z.void(), z.array(z.string())),
  /** Gives a slice of a set to a reviewer; answers with the assignment's number. */
  'reviews.assign': procedure(
    z.strictObject({
      setId: SetId,
      to: Reviewer,
      task: AssignmentTask,
      slice: Slice,
      note: z.string().max(500).default(''),
      who: Reviewer,
    }),
    z.int(),
  ),
  'reviews.unassign': procedure(z.strictObject({ setId: SetId, assignment: z.int().min(1), who: Reviewer }), z.void()),
  'reviews.slice': procedure(z.strictObject({ setId: SetId, assignment: z.int().min(1) }), SliceView),
  /** A second opinion; `undecided` takes one's own back. */
  'reviews.opine': procedure(
    z.strictObject({
      setId: SetId,
      sample: SampleId,
      decision: Decision,
      reason: ExclusionReason.nullable().default(null),
      note: z.string().max(500).default(''),
      who: Reviewer,
    }),
    z.void(),
  ),
  /** Who decided these samples, as it stands; undecided ones are left out. */
  'reviews.standing': procedure(
    z.strictObject({ setId: SetId, samples: z.array(SampleId).max(1000) }),
    z.array(StandingView),
  ),
  /** Pairs of this set that somebody has called a false alarm. */
  'reviews.pairs': procedure(OfSet, z.array(PairVerdictView)),
  'reviews.judgePair': procedure(
    z.strictObject({
      setId: SetId,
      sample: SampleId,
      other: OtherSample,
      verdict: PairVerdict,
      cosine: z.number().min(-1.01).max(1.01).nullable(),
      who: Reviewer,
    }),
    z.void(),
  ),
  /** Signs the set as it stands. @throws conflict when its decisions are no longer at `revision`, the one that the person saw */
  'reviews.signOff': procedure(
    z.strictObject({
      setId: SetId,
      revision: z.int().min(0),
      statement: z.string().trim().min(1).max(2000),
      who: Reviewer,
    }),
    SignOffView,
  ),
  'reviews.signOffState': procedure(OfSet, SignOffState),
  /** Pairs of a blind test: only samples that may be shown and are not excluded. @throws invalid-input when a set has none */
  'reviews.planBlind': procedure(
    z.strictObject({ target: SetId, other: SetId, seed: Seed, pairs: z.int().min(1).max(MAX_BLIND_PAIRS) }),
    BlindPlan,
  ),
  /** Keeps a finished blind test in the records of `other`; answers with its number. */
  'reviews.saveBlind': procedure(
    z.strictObject({
      target: SetId,
      other: SetId,
      seed: Seed,
      treatment: BlindTreatment,
      trials: z.array(BlindTrial).min(1).max(MAX_BLIND_PAIRS),
      who: Reviewer,
    }),
    z.int(),
  ),
  /** Writes blind-test.json and blind-test.html of two sets into a folder, without any picture; answers with the page's path. */
  'reviews.exportBlind': procedure(
    z.strictObject({ setId: SetId, target: SetId, folder: z.string().min(1).max(4096) }),
    z.string(),
  ),
} as const;
