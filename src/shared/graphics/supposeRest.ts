import type { IdentityFactors, IdentityMeshes, RequestedAttributes } from './factors';
import type { HeadModel } from './headModel';
import { readShape } from './shapeSpace';

/** How identityDraw makes the shape's own scale of ages from years, read backwards. */
const YOUNG_YEARS = 25;
const AGEING_YEARS = 65;
const AGEING = { man: 0.85, woman: 0.7 } as const;

/**
 * What a file of coefficients may leave out, supposed from the head's shape: long hair for a head more female than male, short hair
 * for the others, tight curls where the shape is mostly African; no glasses, no scars. Ages and ancestry count in statistics only.
 * @param identity 160 coefficients
 */
export function supposeRest(
  model: HeadModel,
  identity: IdentityFactors['coefficients'],
): { readonly meshes: IdentityMeshes; readonly requested: RequestedAttributes } {
  const shape = readShape(model, identity);
  const [african, asian, caucasian] = shape.ancestry;
  const isMan = shape.maleness >= 0.5;
  const mesh = african > 0.5 ? (isMan ? 'afro01' : 'braid01') : isMan ? 'short02' : 'long01';
  return {
    meshes: { hair: { mesh, mirrored: false, fringe: null }, lash: 'eyelashes01', glasses: null, scars: [] },
    requested: {
      ageYears: Math.min(90, YOUNG_YEARS + (AGEING_YEARS * shape.age01) / (isMan ? AGEING.man : AGEING.woman)),
      sex: isMan ? 'male' : 'female',
      ancestry: { african, asian, caucasian },
    },
  };
}
