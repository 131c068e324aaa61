import type { Rng } from '@shared/lib/rng';
import { clamp } from './exactMath';
import type { DrawnPerson } from './identityDraw';
import type { IdentityTraits } from './traits';

/** Other states of shaving in which an identity is seen: each costs a skin map. */
export const SHAVING_STATES = 2;

/** Stubble coefficients: shaven, a day's or a week's growth, and nearly a beard. */
const GROWTHS: readonly (readonly [low: number, high: number])[] = [
  [-0.6, -0.25],
  [0.2, 0.8],
  [0.8, 1.4],
  [1.5, 2.2],
];

/** Another state of shaving; null for women, who have none. */
export function drawShaving(rng: Rng, person: DrawnPerson): number | null {
  const [low, high] = GROWTHS[rng.below(GROWTHS.length)];
  const growth = rng.range(low, high);
  return person.isWoman ? null : growth;
}

/** The identity with another stubble coefficient; see traitsOf. */
export function shavenTraits(traits: IdentityTraits, stubble: number): IdentityTraits {
  return { ...traits, detail: { ...traits.detail, stubble: clamp((stubble + 0.2) / 2.4, 0, 1) } };
}
