import type { Rng } from '@shared/lib/rng';
import type { DrawnPerson } from './identityDraw';

export interface HairStyle {
  /** Name of a hair mesh; null: shaven or bald, with the scalp's stubble painted. */
  readonly mesh: string | null;
  /** The mesh is mirrored left to right. */
  readonly mirrored: boolean;
  /** Where the hair in front of the face is cut; null: where the mesh ends. */
  readonly fringe: Fringe | null;
}

/** A line across the forehead: height above the pupils in the middle, and rise per dm to the person's left. */
export interface Fringe {
  readonly heightDm: number;
  readonly rise: number;
}

/** [mesh, weight for a woman, weight for a man, weight per African share]; "afro01" needs the latter. */
/** Meshes that hang over an eye unless their fringe is cut. */
const HANGING: readonly string[] = ['bob01', 'bob02', 'short03', 'braid01'];

const STYLES: readonly (readonly [mesh: string | null, woman: number, man: number, african: number])[] = [
  ['long01', 3, 0.1, 0],
  ['bob01', 1.6, 0, 0],
  ['bob02', 1.8, 0, 0],
  ['short03', 1.2, 0.35, 0],
  ['ponytail01', 2.2, 0.35, 0.5],
  ['braid01', 1.6, 0, 1],
  ['short02', 0.5, 2.2, 0],
  ['short01', 0.08, 2.4, 0],
  ['short04', 0.1, 2.2, 0],
  ['afro01', 0, 0, 2.2],
  [null, 0.02, 0.75, 1.2],
];
/** Hair that covers one eye: never somebody's own, now and then in a single picture. */
const COVERING: readonly string[] = ['bob02', 'short03'];
const COVERING_PROBABILITY = 0.06;

/** A style that is plausible for the person's sex, age and ancestry. */
export function drawHairStyle(rng: Rng, person: DrawnPerson): HairStyle {
  const african = person.shape.ancestry[0];
  const weights = STYLES.map(([mesh, woman, man, extra]) => {
    const own = person.isWoman ? woman : man;
    const weight = own + (african > 0.4 ? extra * african : 0);
    if (mesh === null)
      return person.isWoman ? weight * (african > 0.5 ? 0.5 : 0.1) : weight * (0.5 + 1.5 * person.ageing);
    if (person.isWoman && mesh === 'ponytail01') return weight * Math.max(0.2, 1 - 0.8 * person.ageing);
    if (mesh === 'long01' || mesh === 'braid01') return weight * Math.max(0.15, 1 - 0.9 * person.ageing);
    if (person.isWoman && mesh.startsWith('short')) return weight * (1 + 3 * person.ageing);
    return weight;
  });
  let at = rng.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
  let chosen = 0;
  while (chosen < weights.length - 1 && at >= weights[chosen]) at -= weights[chosen++];
  const mesh = STYLES[chosen][0];
  return { mesh, mirrored: rng.chance(0.5), fringe: drawFringe(rng, mesh) };
}

/** Other hair for one picture: mostly another plausible style, rarely one that hides an eye. */
export function drawOtherHairStyle(rng: Rng, person: DrawnPerson): HairStyle {
  if (person.isWoman && rng.chance(COVERING_PROBABILITY)) {
    return { mesh: COVERING[rng.below(COVERING.length)], mirrored: rng.chance(0.5), fringe: null };
  }
  return drawHairStyle(rng, person);
}

function drawFringe(rng: Rng, mesh: string | null): Fringe | null {
  const heightDm = rng.range(0.28, 0.58);
  // Steeper, and its low end would hang before an eye.
  const rise = rng.range(-0.35, 0.35);
  return mesh !== null && HANGING.includes(mesh) ? { heightDm, rise } : null;
}
