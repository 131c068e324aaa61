import { z } from 'zod';

const Share = z.number().min(0).max(1);
/** 0 = none of it, 1 = as in everyday photographs, 2 = twice that. */
const Strength = z.number().min(0).max(2);
const AgeYears = z.number().min(18).max(90);
const Weight = z.number().min(0).max(1000);

/**
 * The knobs of the built-in generator as they stand in a recipe: every key optional, an unknown key refused. Mirrors
 * `GraphicsOptions` of shared/graphics, which portable drawing code owns and which knows no zod;
 * src/main/worker/graphicsOptions.test.ts proves that the two agree in keys, types and defaults.
 */
export const GraphicsOptions = z
  .strictObject({
    /** Share of women. */
    femaleShare: Share.default(0.5),
    ageMinYears: AgeYears.default(18),
    ageMaxYears: AgeYears.default(75),
    /** Weights of the leading ancestry; only their proportions count. */
    ancestry: z
      .strictObject({ african: Weight.default(1), asian: Weight.default(1), caucasian: Weight.default(1) })
      .prefault({}),
    /** Spread of face shape among people of one group; beyond 1.5 faces turn grotesque. */
    shapeSpread: z.number().min(0).max(1.5).default(1),
    poseStrength: Strength.default(1),
    expressionStrength: Strength.default(1),
    openMouthProbability: Share.default(0.16),
    blinkProbability: Share.default(0.02),
    lightStrength: Strength.default(1),
    backgroundStrength: Strength.default(1),
    /** Weights of the places that give light and background; only their proportions count. */
    places: z
      .strictObject({
        indoor: Weight.default(3),
        outdoor: Weight.default(3),
        window: Weight.default(1.5),
        flash: Weight.default(1),
        mixed: Weight.default(1.5),
      })
      .prefault({}),
    cameraStrength: Strength.default(1),
    /** Defocus and motion. */
    blurStrength: Strength.default(1),
    noiseStrength: Strength.default(1),
    /** Pictures taken at fewer pixels than the crop. */
    resolutionStrength: Strength.default(1),
    /** Earlier JPEG files. */
    compressionStrength: Strength.default(1),
    /** Error of the face detector that cuts the crop, in pixels at 112 px. */
    alignmentJitter: Strength.default(1),
    hairChangeProbability: Share.default(0.15),
    glassesProbability: Share.default(0.15),
    beardChangeProbability: Share.default(0.15),
    hatProbability: Share.default(0.06),
    makeUpStrength: Strength.default(1),
    occlusionProbability: Share.default(0.05),
    scarProbability: Share.default(0.08),
  })
  .refine((options) => options.ageMinYears <= options.ageMaxYears, {
    path: ['ageMaxYears'],
    message: 'must not be below ageMinYears',
  })
  .refine(({ ancestry }) => ancestry.african + ancestry.asian + ancestry.caucasian > 0, {
    path: ['ancestry'],
    message: 'needs at least one weight above 0',
  })
  .refine(({ places }) => Object.values(places).some((weight) => weight > 0), {
    path: ['places'],
    message: 'needs at least one weight above 0',
  });
export type GraphicsOptions = z.infer<typeof GraphicsOptions>;
