import type { GenerateRecipe } from '@shared/domain/generateRecipe';
import { Rng } from '@shared/lib/rng';

/** Names the stream of mixup draws; those of shared/graphics/streams.ts start with 0x47. */
const MIXUP_STREAM = 0x4d01;
/** Weights 0, 0.05 … 1. */
const STEPS = 20;

export interface Mixup {
  /** The other identity, never the sample's own. */
  readonly partnerIndex: number;
  /** φ in [0, 1]: weight of the sample's own identity; the partner has the rest. */
  readonly weight: number;
}

/**
 * Whether and with whom a sample is mixed: a function of the recipe and the sample's place alone, so any sample can be made again.
 * Partners are drawn from the set's own identities, φ from 21 equal steps (Qiu and others, "SynFace", ICCV 2021, section 3.2).
 * @returns null for a sample of its own identity only
 */
export function drawMixup(
  recipe: Pick<GenerateRecipe, 'seed' | 'identities' | 'identityMixup'>,
  identityIndex: number,
  sampleIndex: number,
): Mixup | null {
  const { probability } = recipe.identityMixup;
  if (probability === 0 || recipe.identities < 2) return null;
  const rng = new Rng(recipe.seed, MIXUP_STREAM, identityIndex, sampleIndex);
  if (!rng.chance(probability)) return null;
  const other = rng.below(recipe.identities - 1);
  return { partnerIndex: other < identityIndex ? other : other + 1, weight: rng.below(STEPS + 1) / STEPS };
}
