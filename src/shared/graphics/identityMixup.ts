import { Rng } from '@shared/lib/rng';

/** Names the stream of mixup draws; those of streams.ts start with 0x47. */
const MIXUP_STREAM = 0x4d01;
/** Weights 0, 0.05 … 1. */
const STEPS = 20;

/** What of a recipe decides the mixing. */
export interface MixupRecipe {
  readonly seed: number;
  /** N: partners are drawn from these. */
  readonly identities: number;
  readonly identityMixup: { readonly probability: number; readonly weights: 'steps' | 'continuous' };
}

export interface Mixup {
  /** The other identity, never the sample's own. */
  readonly partnerIndex: number;
  /** φ in [0, 1]: weight of the sample's own identity; the partner has the rest. */
  readonly weight: number;
}

/** 21 equal steps as in SynFace, or uniform between 0 and 1: in single precision, so that the sample table keeps every bit of it. */
const drawWeight = (rng: Rng, weights: MixupRecipe['identityMixup']['weights']): number =>
  weights === 'steps' ? rng.below(STEPS + 1) / STEPS : Math.fround(rng.uniform());

/**
 * Whether and with whom a sample is mixed: a function of the recipe and the sample's place alone, so any sample can be made again.
 * Partners are drawn from the set's own identities (Qiu and others, "SynFace", ICCV 2021, section 3.2).
 * @returns null for a sample of its own identity only
 */
export function drawMixup(recipe: MixupRecipe, identityIndex: number, sampleIndex: number): Mixup | null {
  const { probability } = recipe.identityMixup;
  if (probability === 0 || recipe.identities < 2) return null;
  const rng = new Rng(recipe.seed, MIXUP_STREAM, identityIndex, sampleIndex);
  if (!rng.chance(probability)) return null;
  const other = rng.below(recipe.identities - 1);
  return {
    partnerIndex: other < identityIndex ? other : other + 1,
    weight: drawWeight(rng, recipe.identityMixup.weights),
  };
}
