import { z } from 'zod';
import { DeclaredSynthetic } from './declaredSynthetic';
import { JobId, SetId } from './ids';
import { JudgeInfo } from './scores';
import { Interval, ScoreHistogram, TarAtFar } from './verification';

/** Makes the quality card of a set that has been scored: how well its people can be told apart, how varied and how alike to real ones. */
export const CardSpec = z.strictObject({
  kind: z.literal('card'),
  setId: SetId,
  judge: z.string().min(1).max(200).default('face-api'),
  /** Identities of the set, and as many real people, that are laid out in the plane. */
  shownIdentities: z.int().min(1).max(30).default(10),
  seed: z.int().min(0).default(1),
});
export type CardSpec = z.infer<typeof CardSpec>;

const Moments = z.strictObject({ mean: z.number(), std: z.number() });
const Estimate = z.strictObject({ value: z.number(), interval95: Interval.nullable() });

/** How well the judge tells the people of the set apart. */
export const Separability = z.strictObject({
  people: z.int().min(0),
  genuineCount: z.int().min(1),
  impostorCount: z.int().min(1),
  /** Whether pairs were drawn by chance because there are more. */
  isDrawn: z.boolean(),
  eer: z.strictObject({ value: z.number(), threshold: z.number(), interval95: Interval.nullable() }),
  /** Fisher's discriminant ratio, (μg − μi)² / (σg² + σi²). */
  fdr: Estimate,
  /** Chance that a genuine pair scores above an impostor pair; missing in cards of before. */
  auc: z.number().min(0).max(1).optional(),
  /** At false match rates of 1 % and 0.1 %: FNMR is 1 − TAR. */
  tarAtFar: z.array(TarAtFar),
  genuine: Moments,
  impostor: Moments,
  histogram: ScoreHistogram,
  bootstrap: z.strictObject({ replicates: z.int().min(0), seed: z.int().min(0) }),
});
export type Separability = z.infer<typeof Separability>;

/** How alike the samples are to consented real people. */
export const NearestReal = z.strictObject({
  sets: z.array(z.string()),
  samples: z.int().min(1),
  median: z.number(),
  p99: z.number(),
  max: z.number(),
  /**
   * From here a sample is nearer to a real person than chance brings strangers: the larger of the judge's threshold and of what 99 of 100
   * real pictures stay below with other real people.
   */
  tooAlikeFrom: z.number(),
  tooAlike: z.int().min(0),
  /** The same of real pictures: each and the most alike picture of another real person. Null where there is one real person. */
  realStrangers: z
    .strictObject({ samples: z.int().min(1), median: z.number(), p99: z.number(), max: z.number() })
    .nullable(),
  /** `genuine`: samples and their nearest real pictures; `impostor`: real pictures and the nearest of another person. */
  histogram: ScoreHistogram,
});
export type NearestReal = z.infer<typeof NearestReal>;

/** report.json of a quality card. */
export const CardReport = z.strictObject({
  kind: z.literal('card'),
  runId: JobId,
  createdAt: z.iso.datetime(),
  setId: SetId,
  name: z.string(),
  origin: z.enum(['syn', 'real']),
  declaredSynthetic: DeclaredSynthetic.optional(),
  curationRevision: z.int().min(0),
  samplesSha256: z.string(),
  judge: JudgeInfo,
  counts: z.strictObject({
    identities: z.int().min(0),
    samples: z.int().min(0),
    excluded: z.int().min(0),
    withoutConsent: z.int().min(0),
    /** Mixed samples (weight below 0.9), which say nothing about their identity. */
    mixed: z.int().min(0),
    notJudged: z.int().min(0),
  }),
  /** Null where there are no pairs of both kinds. */
  separability: Separability.nullable(),
  variety: z.strictObject({
    /**
     * U_class: share of people left when each must stay below the judge's threshold to all before him (after DCFace, eq. 11–12, but by
     * the picture nearest to the centre, because the threshold is one of pictures).
     */
    uniqueness: z.number().nullable(),
    uniquePeople: z.int().min(0),
    /** C_intra: share of samples at or above the threshold to the centre of their own identity's other samples (after DCFace, eq. 13). */
    consistency: z.number().nullable(),
    /** Mean over people of the mean cosine distance of their samples to their centre. */
    intraDistance: z.number().nullable(),
    /** Standard deviation of the cosine distances of two samples of one person. */
    spread: z.number().nullable(),
  }),
  /** Null where no real set was searched when the set was scored. */
  nearestReal: NearestReal.nullable(),
  plane: z.strictObject({
    /** Share of the squared distances that the plane keeps, 0 to 1. */
    kept: z.number(),
    people: z.array(z.strictObject({ name: z.string(), origin: z.enum(['syn', 'real']) })),
    points: z.array(z.strictObject({ person: z.int().min(0), x: z.number(), y: z.number() })).max(2000),
  }),
  cautions: z.array(z.string()),
});
export type CardReport = z.infer<typeof CardReport>;
