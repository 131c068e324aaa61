import { z } from 'zod';

/**
 * How well a recogniser tells people apart, as plain JSON. Scores are cosines in [-1, 1]: higher means more alike.
 * `far` = share of impostor pairs accepted, `tar` = share of genuine pairs accepted, at one threshold; all rates in [0, 1].
 */

const Rate = z.number().min(0).max(1);
/** 95 % percentile interval of the bootstrap over people: [low, high]. */
export const Interval = z.tuple([z.number(), z.number()]);
export type Interval = z.infer<typeof Interval>;

/** Accuracy of each fold at the threshold that was best on the other folds. */
export const FoldAccuracy = z.strictObject({
  /** Mean over the folds. */
  mean: Rate,
  /** Population standard deviation over the folds. */
  std: z.number().min(0),
  perFold: z.array(Rate),
  /** In the rule's own unit: cosine (exact, synface) or squared distance of unit vectors (insightface). */
  thresholds: z.array(z.number()),
});
export type FoldAccuracy = z.infer<typeof FoldAccuracy>;

/** TAR where the false accept rate stays at or below a stated value; refused where too few impostor pairs exist to say so. */
export const TarAtFar = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('measured'),
    far: Rate,
    tar: Rate,
    /** A pair is accepted when its score is above this. */
    threshold: z.number(),
    /** Rate really reached: at most `far`, less where impostor scores tie. */
    achievedFar: Rate,
    acceptedImpostorCount: z.int().min(0),
    acceptedGenuineCount: z.int().min(0),
    interval95: Interval.nullable(),
  }),
  z.strictObject({
    status: z.literal('not-measurable'),
    far: Rate,
    /** Impostor pairs that would be needed, and how many there are. */
    impostorsNeeded: z.int().min(1),
    impostorCount: z.int().min(0),
  }),
]);
export type TarAtFar = z.infer<typeof TarAtFar>;

export const RocPoint = z.strictObject({ threshold: z.number(), far: Rate, tar: Rate });
export type RocPoint = z.infer<typeof RocPoint>;

/** Equal bins over [low, high]; `genuine[i]` and `impostor[i]` are counts of pairs. */
export const ScoreHistogram = z.strictObject({
  low: z.number(),
  high: z.number(),
  genuine: z.array(z.int().min(0)),
  impostor: z.array(z.int().min(0)),
});
export type ScoreHistogram = z.infer<typeof ScoreHistogram>;

export const VerificationResult = z.strictObject({
  version: z.literal(1),
  pairCount: z.int().min(2),
  genuineCount: z.int().min(1),
  impostorCount: z.int().min(1),
  personCount: z.int().min(1),
  foldCount: z.int().min(2),
  accuracy: z.strictObject({
    /** Ours: every distinct score is a candidate threshold, the middle of the gap is taken. */
    exact: FoldAccuracy,
    /** SynFace: cosine grid -1…1 step 0.005, the last of equally good thresholds. */
    synface: FoldAccuracy,
    /** insightface: squared distance grid 0…4 step 0.01, the first of equally good thresholds. */
    insightface: FoldAccuracy,
    /** Of `exact.mean`. */
    interval95: Interval.nullable(),
  }),
  /** Rate at which false accepts and false rejects are equally frequent, interpolated. */
  eer: z.strictObject({ value: Rate, threshold: z.number(), interval95: Interval.nullable() }),
  /** Chance that a genuine pair scores above an impostor pair; ties count half. */
  auc: z.strictObject({ value: Rate, interval95: Interval.nullable() }),
  tarAtFar: z.array(TarAtFar),
  /** At most 400 points from (0, 0) to (1, 1). */
  roc: z.array(RocPoint).max(400),
  histogram: ScoreHistogram,
  /** Positions in the list of pairs, worst first: genuine pairs with low scores, impostor pairs with high ones. */
  hardest: z.strictObject({ genuine: z.array(z.int().min(0)), impostor: z.array(z.int().min(0)) }),
  scores: z.strictObject({
    genuine: z.strictObject({ mean: z.number(), std: z.number() }),
    impostor: z.strictObject({ mean: z.number(), std: z.number() }),
  }),
  /** How the intervals were made; people are drawn with replacement, not pairs, because pairs share people. */
  bootstrap: z.strictObject({ replicates: z.int().min(0), seed: z.int().min(0) }),
});
export type VerificationResult = z.infer<typeof VerificationResult>;
