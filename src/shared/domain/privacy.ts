import { z } from 'zod';
import { Separability } from './card';
import { Decision, ExclusionReason } from './curation';
import { JobId, SampleId, SetId } from './ids';
import { DEFAULT_JUDGE } from './judges';
import { JudgeInfo } from './scores';

const Count = z.int().min(0);
const Rate = z.number().min(0).max(1);
const Sha256 = z.string().length(64);

/** Holds a synthetic set, or what of it went into an export, against real people; measures no picture itself. */
export const PrivacySpec = z.strictObject({
  kind: z.literal('privacy'),
  setId: SetId,
  /** Only the samples of this export, which was made from the set; null: all kept samples. */
  exportDir: z.string().min(1).max(4096).nullable().default(null),
  /** Real sets to hold it against; null: every complete one of the library. Only people who agreed to evaluation are in it. */
  against: z.array(SetId).max(64).nullable().default(null),
  /** Most alike pairs that are listed. */
  topK: z.int().min(1).max(200).default(24),
  judge: JudgeInfo.shape.key.default(DEFAULT_JUDGE),
  seed: z.int().min(0).default(1),
});
export type PrivacySpec = z.infer<typeof PrivacySpec>;

/** Nearest ranks: every figure is one that was measured. */
export const Quantiles = z.strictObject({ median: z.number(), p95: z.number(), p99: z.number(), max: z.number() });
export type Quantiles = z.infer<typeof Quantiles>;

/** Equal bins over [low, high] of cosines, several curves over the same bins. */
export const Curves = z.strictObject({
  low: z.number(),
  high: z.number(),
  curves: z.array(z.strictObject({ name: z.string(), counts: z.array(Count) })).min(1),
});
export type Curves = z.infer<typeof Curves>;

/** Cosine at which pairs of two real people are taken for one as often as `fmr` says; refused where too few pairs could show it. */
export const FmrThreshold = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('resolved'),
    fmr: Rate,
    /** A pair matches when its cosine is above this. */
    threshold: z.number(),
    /** Pairs of real strangers above it. */
    impostorsAbove: Count,
    /** Kept synthetic samples whose nearest real picture is above it. */
    samplesAbove: Count,
  }),
  z.strictObject({ status: z.literal('not-resolvable'), fmr: Rate, pairsNeeded: z.int().min(1) }),
]);
export type FmrThreshold = z.infer<typeof FmrThreshold>;

const NearestRealPart = z.strictObject({
  samples: z.int().min(1),
  ...Quantiles.shape,
  /** Share of samples at or above 0.6, for the published yardstick. */
  shareFrom06: Rate,
  /** Each real picture and the nearest of another real person of its set. Null where there is one real person. */
  strangers: z.strictObject({ pictures: z.int().min(1), ...Quantiles.shape }).nullable(),
  /** Pairs of pictures of two real people of one set. Null where there is one real person. */
  impostor: z.strictObject({ pairs: z.int().min(1), isDrawn: z.boolean(), ...Quantiles.shape }).nullable(),
  /** Nearest real picture of each sample, pairs of real strangers, and each real picture with its nearest stranger. */
  curves: Curves,
  thresholds: z.array(FmrThreshold),
  /** Samples at or above the judge's own threshold. */
  aboveJudge: Count,
});

const RealPicture = z.strictObject({ setId: SetId, sampleId: SampleId });

/** One of the most alike pairs, with what was decided about it when the report was made. */
export const PrivacyPair = z.strictObject({
  sample: SampleId,
  other: RealPicture,
  cosine: z.number(),
  decision: Decision,
  reason: ExclusionReason.nullable(),
  /** Who decided about the synthetic sample; null where nobody has. */
  decidedBy: z.string().nullable(),
  falseAlarm: z.strictObject({ who: z.string(), at: z.iso.datetime() }).nullable(),
  /** Whether the real person's consent to being shown held when the report was made. */
  mayShow: z.boolean(),
});
export type PrivacyPair = z.infer<typeof PrivacyPair>;

/** Two synthetic people who look alike. */
const Collision = z.strictObject({ sample: SampleId, other: SampleId, cosine: z.number() });

const Collisions = z.strictObject({
  samples: z.int().min(1),
  ...Quantiles.shape,
  /** Samples and pairs of identities at or above the judge's threshold, and what it is. */
  threshold: z.number(),
  samplesAbove: Count,
  identityPairs: Count,
  /** Identities left when each must stay below the threshold to all before it, and how many there are. */
  uniqueIdentities: Count,
  identities: Count,
  top: z.array(Collision),
});

const Duplicates = z.strictObject({
  /** Real pictures whose hashes were compared. */
  realPictures: Count,
  /** Kept samples whose stored file is, byte for byte, a stored real picture. */
  exact: Count,
  /** Kept samples that picture hash and judge take for a real picture again. */
  near: Count,
  pairs: z.array(z.strictObject({ sample: SampleId, other: RealPicture, kind: z.enum(['exact', 'near']) })),
});

/** report.json of a privacy report. */
export const PrivacyReport = z.strictObject({
  kind: z.literal('privacy'),
  runId: JobId,
  createdAt: z.iso.datetime(),
  program: z.string(),
  setId: SetId,
  name: z.string(),
  /** The export whose samples alone were looked at; null: the whole set. */
  exported: z.strictObject({ name: z.string(), manifestSha256: Sha256 }).nullable(),
  curationRevision: Count,
  /** Over the pairs that were false alarms when the report was made. */
  verdictsSha256: Sha256,
  /** Of the set's samples when they were scored. */
  samplesSha256: Sha256,
  judge: JudgeInfo,
  judgeFingerprint: z.string(),
  counts: z.strictObject({
    identities: Count,
    samples: Count,
    excluded: Count,
    /** Mixed samples (weight below 0.9): held against real people like all others, not among themselves. */
    mixed: Count,
    notJudged: Count,
  }),
  /** Real sets that were searched. */
  against: z.array(
    z.strictObject({
      setId: SetId,
      name: z.string(),
      people: Count,
      pictures: Count,
      withoutConsent: Count,
      samplesSha256: Sha256,
    }),
  ),
  againstAllReal: z.boolean(),
  /** Null where no real set was searched. */
  nearestReal: NearestRealPart.nullable(),
  pairs: z.array(PrivacyPair),
  generator: z.strictObject({
    name: z.string(),
    fingerprint: z.string(),
    /** `none`: it learned from no picture of a person. */
    trainingSet: z.enum(['none', 'not-tested']),
    words: z.string(),
  }),
  /** Null where there are fewer than two identities. */
  collisions: Collisions.nullable(),
  /** Null where there are no pairs of both kinds. */
  separability: Separability.nullable(),
  /** Null where no real set was searched. */
  duplicates: Duplicates.nullable(),
  notTested: z.array(z.string()),
  cautions: z.array(z.string()),
});
export type PrivacyReport = z.infer<typeof PrivacyReport>;

/** Whether a set has a privacy report that still tells how things are. */
export const PrivacyState = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('missing') }),
  z.strictObject({ state: z.literal('fresh'), runId: JobId, createdAt: z.iso.datetime() }),
  /** `reason`: what has changed since, in a sentence. */
  z.strictObject({ state: z.literal('stale'), runId: JobId, createdAt: z.iso.datetime(), reason: z.string() }),
]);
export type PrivacyState = z.infer<typeof PrivacyState>;
