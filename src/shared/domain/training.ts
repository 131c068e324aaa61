import { z } from 'zod';

/**
 * What a training run is asked to do, as plain JSON: recipes, job specs, checkpoints and the training page all hold this.
 * Every field has a default, so `TrainConfig.parse({})` is the quick-start recipe.
 */

/** Networks of the improved-residual (IR) family; `compact` is ours for a CPU, the others keep the published layouts. */
export const ARCHITECTURES = ['compact', 'iresnet18', 'iresnet34', 'iresnet50', 'iresnet100', 'lresnet50e-ir'] as const;
export const Architecture = z.enum(ARCHITECTURES);
export type Architecture = z.infer<typeof Architecture>;

/** Deepest stack halves the sides four times after the stem; both sides must survive that with at least one pixel. */
const SIDE = z.int().min(32).max(256).multipleOf(16);

export const NetworkConfig = z.strictObject({
  architecture: Architecture.default('compact'),
  /**
   * Input rows in pixels; images are resized to this before they reach the trainer. At 48 a budget of two minutes on two cores
   * teaches `compact` more than at 64 (docs/training.md); real faces and long runs deserve 64 to 112.
   */
  inputHeight: SIDE.default(48),
  /** Input columns in pixels. */
  inputWidth: SIDE.default(48),
  /** Components of the embedding, before and after normalisation. */
  embeddingSize: z.int().min(16).max(1024).default(256),
  /** Share of values dropped before the last linear layer while training. */
  dropout: z.number().min(0).max(0.9).default(0),
});
export type NetworkConfig = z.infer<typeof NetworkConfig>;

/** The input size and dropout an architecture was published with (ours: what trains in minutes on two cores). */
export function defaultNetwork(architecture: Architecture): NetworkConfig {
  if (architecture === 'compact') return NetworkConfig.parse({});
  if (architecture === 'lresnet50e-ir') {
    return { architecture, inputHeight: 112, inputWidth: 96, embeddingSize: 512, dropout: 0.5 };
  }
  return { architecture, inputHeight: 112, inputWidth: 112, embeddingSize: 512, dropout: 0 };
}

/**
 * Margin softmax over cosines. ArcFace adds `marginRad` to the angle of the true class, CosFace takes `marginCos` from its
 * cosine; both then multiply by `scale`. The margin grows linearly from 0 over the first `rampFraction` of all steps.
 */
const Scale = z.number().min(1).max(128);
const RampFraction = z.number().min(0).max(1);
export const ArcFaceHead = z.strictObject({
  kind: z.literal('arcface'),
  scale: Scale.default(30),
  /** Additive angle in radians. */
  marginRad: z.number().min(0).max(1).default(0.3),
  /** Margin only where the angle is below 90 degrees, instead of SynFace's linear fallback beyond pi - margin. */
  easyMargin: z.boolean().default(false),
  rampFraction: RampFraction.default(0.5),
});
export const CosFaceHead = z.strictObject({
  kind: z.literal('cosface'),
  scale: Scale.default(30),
  /** Additive cosine. */
  marginCos: z.number().min(0).max(1).default(0.2),
  rampFraction: RampFraction.default(0.5),
});
export const HeadConfig = z.discriminatedUnion('kind', [ArcFaceHead, CosFaceHead]);
export type HeadConfig = z.infer<typeof HeadConfig>;

/** SGD with momentum as PyTorch defines it: g += wd*w; v = momentum*v + g; w -= lr*v, on every trainable tensor. */
export const OptimiserConfig = z.strictObject({
  /** Highest learning rate, reached at the end of the warm-up. */
  learningRate: z.number().positive().max(10).default(0.1),
  momentum: z.number().min(0).max(0.999).default(0.9),
  weightDecay: z.number().min(0).max(0.1).default(5e-4),
  /** Largest allowed norm of all gradients together; null leaves them alone. */
  gradientClipNorm: z.number().positive().nullable().default(5),
  /** Share of all steps over which the rate rises linearly from 0. */
  warmUpFraction: z.number().min(0).max(0.5).default(0.05),
  /** The cosine ends at this share of the highest rate. */
  finalRateFraction: z.number().min(0).max(1).default(0.01),
});
export type OptimiserConfig = z.infer<typeof OptimiserConfig>;

const Probability = z.number().min(0).max(1);

/** Drawn per sample from its own random stream (seed, step, position), so a resumed run sees the very same pixels. */
export const AugmentationConfig = z.strictObject({
  /** Probability of a left-right mirror. */
  flip: Probability.default(0.5),
  /** Probability of a geometric change: shift, scale and rotation together. */
  geometry: Probability.default(0.8),
  /** Largest shift as a share of the side. */
  shift: z.number().min(0).max(0.3).default(0.06),
  /** Largest relative change of size, either way. */
  scale: z.number().min(0).max(0.5).default(0.1),
  /** Largest in-plane rotation in degrees. */
  rotateDeg: z.number().min(0).max(45).default(8),
  /** Probability of a change of brightness, contrast and saturation. */
  colour: Probability.default(0.8),
  /** Largest relative change of each of the three. */
  colourStrength: z.number().min(0).max(1).default(0.3),
  /** Probability of dropping colour. */
  grey: Probability.default(0.1),
  /** Probability of a Gaussian blur with a radius up to 1.5 px. */
  blur: Probability.default(0.1),
  /** Probability of sensor noise with a deviation up to 12 of 255. */
  noise: Probability.default(0.1),
  /** Probability of shrinking to 40-90 % and back. */
  resample: Probability.default(0.15),
  /** Probability of one erased rectangle of 2-20 % of the area. */
  erase: Probability.default(0.2),
});
export type AugmentationConfig = z.infer<typeof AugmentationConfig>;

export const NO_AUGMENTATION: AugmentationConfig = {
  flip: 0,
  geometry: 0,
  shift: 0,
  scale: 0,
  rotateDeg: 0,
  colour: 0,
  colourStrength: 0,
  grey: 0,
  blur: 0,
  noise: 0,
  resample: 0,
  erase: 0,
};

export const TrainConfig = z.strictObject({
  /** Names every random stream of the run: initial weights, order, augmentation, dropout. */
  seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER).default(1),
  network: NetworkConfig.prefault({}),
  head: HeadConfig.prefault({ kind: 'cosface' }),
  optimiser: OptimiserConfig.prefault({}),
  augmentation: AugmentationConfig.prefault({}),
  /** Samples per optimiser update; batch normalisation needs at least two. */
  batchSize: z.int().min(2).max(1024).default(64),
  /** Passes over the data. */
  epochs: z.int().min(1).max(1000).default(18),
  /** A checkpoint is written after this many steps, and at the end or on cancel. */
  checkpointEverySteps: z.int().min(1).max(1_000_000).default(100),
  /** Passes between two measurements on the development pairs, where there are any. */
  developmentEveryEpochs: z.int().min(1).max(1000).default(3),
});
export type TrainConfig = z.infer<typeof TrainConfig>;
/** What a person writes: any part of it may be left out. */
export type TrainConfigInput = z.input<typeof TrainConfig>;

/** Names under which `trainRecogniser` reports numbers; the training page draws one chart for each. */
export const TRAINING_METRICS = [
  'loss',
  'learningRate',
  'imagesPerSecond',
  'trainAccuracy',
  'devAccuracy',
  'loaderStall',
] as const;
export type TrainingMetric = (typeof TRAINING_METRICS)[number];
