import { z } from 'zod';
import { CropName, GenerateRecipe, Seed } from './generateRecipe';
import { GraphicsOptions } from './graphicsOptions';
import { SampleId, SetId } from './ids';

/**
 * What a subject must have allowed for a twin to be made of their pictures. Estimating pose and light from a picture is processing of
 * biometric data that ends in training data: nothing weaker than `training` covers it.
 */
export const TWIN_PURPOSE = 'training' as const;

/** Why a picture has no twin. */
export const NotFittedReason = z.enum([
  'unreadable',
  'blank',
  'points-do-not-fit',
  'turned-too-far',
  'too-little-skin',
  'shading-unexplained',
]);
export type NotFittedReason = z.infer<typeof NotFittedReason>;

/** What decides a twin besides the pictures. */
export const TwinOptions = z.strictObject({
  seed: Seed.default(0),
  /** null: that of the real set. */
  crop: CropName.nullable().default(null),
  jpegQuality: z.int().min(40).max(100).default(92),
  /** Who is drawn: shares of sexes, ancestries and ages. Never inferred from the subjects. */
  options: GraphicsOptions.prefault({}),
  /** A candidate whose picture is more alike to any real sample, by the judge's cosine, is passed over. */
  largestCosineToReal: z.number().min(-1).max(1).default(0.9),
  /** The same between two twins. */
  largestCosineToTwin: z.number().min(-1).max(1).default(0.96),
  /** Least Euclidean distance of the 120 whitened shape components between two twins. */
  leastShapeDistance: z.number().min(0).max(30).default(10),
});
export type TwinOptions = z.infer<typeof TwinOptions>;

/** In set.json of a twin: what it is the twin of. */
export const TwinOf = z.strictObject({ ofSetId: SetId, ofSetName: z.string(), fitterFingerprint: z.string() });
export type TwinOf = z.infer<typeof TwinOf>;

const Numbers = (count: number) => z.array(z.number()).length(count);

/** One fitted picture: what its twin is drawn from. */
export const TwinSample = z.strictObject({
  /** The real sample. Stays inside the library. */
  ofSample: SampleId,
  poseDeg: z.tuple([z.number(), z.number(), z.number()]),
  expression: Numbers(64),
  light: Numbers(27),
  mouthOpening: z.number(),
  distanceDm: z.number().positive(),
  isGrey: z.boolean(),
  relativeSharpness: z.number().min(0),
  meanLinear: z.number().min(0),
  pointResidual: z.number(),
  shadingResidual: z.number(),
});
export type TwinSample = z.infer<typeof TwinSample>;

export const NotFitted = z.strictObject({ ofSample: SampleId, reason: NotFittedReason, detail: z.string() });
export type NotFitted = z.infer<typeof NotFitted>;

export const TWIN_PLAN_SCHEMA = 1;

/** twin.json beside set.json: made once, drawn from ever after. Holds the only link between subjects and twins, and is never exported. */
export const TwinPlan = z.strictObject({
  schema: z.literal(TWIN_PLAN_SCHEMA),
  ofSetId: SetId,
  recipe: GenerateRecipe,
  curationRevision: z.int().min(0),
  withoutConsent: z.int().min(0),
  excluded: z.int().min(0),
  /** In order; identity i of the twin. */
  identities: z
    .array(
      z.strictObject({
        /** Position of the subject in the real set. */
        ofIdentity: z.int().min(0),
        /** Which of the people that the seed gives. */
        candidate: z.int().min(0),
        /** None where the subject withdrew and what was fitted to their pictures was erased. */
        samples: z.array(TwinSample),
      }),
    )
    .min(1),
  passedOver: z.strictObject({ real: z.int().min(0), twin: z.int().min(0), shape: z.int().min(0) }),
  notFitted: z.array(NotFitted),
});
export type TwinPlan = z.infer<typeof TwinPlan>;
