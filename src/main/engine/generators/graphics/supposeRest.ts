import type { Coefficients, FullCoefficients } from '@shared/domain/coefficients';
import type { Meshes, RequestedAttributes } from '@shared/domain/coefficientParts';
import type { HeadModel } from '@shared/graphics/headModel';
import { readShape } from '@shared/graphics/shapeSpace';

/** How identityDraw makes the shape's own scale of ages from years, read backwards. */
const YOUNG_YEARS = 25;
const AGEING_YEARS = 65;
const AGEING = { man: 0.85, woman: 0.7 } as const;

/**
 * What a file of coefficients may leave out, supposed from the head's shape: long hair for a head more female than male, short hair
 * for the others, tight curls where the shape is mostly African; no glasses, no scars. Ages and ancestry count in statistics only.
 */
export function supposeRest(model: HeadModel, coefficients: Coefficients): FullCoefficients {
  const shape = readShape(model, Float32Array.from(coefficients.identity));
  const [african, asian, caucasian] = shape.ancestry;
  const isMan = shape.maleness >= 0.5;
  const mesh = african > 0.5 ? (isMan ? 'afro01' : 'braid01') : isMan ? 'short02' : 'long01';
  const meshes: Meshes = {
    hair: { mesh, mirrored: false, fringe: null },
    lash: 'eyelashes01',
    glasses: null,
    scars: [],
  };
  const requested: RequestedAttributes = {
    ageYears: Math.min(90, YOUNG_YEARS + (AGEING_YEARS * shape.age01) / (isMan ? AGEING.man : AGEING.woman)),
    sex: isMan ? 'male' : 'female',
    ancestry: { african, asian, caucasian },
  };
  return {
    ...coefficients,
    meshes: coefficients.meshes ?? meshes,
    requested: coefficients.requested ?? requested,
  };
}
