import { OCCLUDER_KINDS, type IdentityFactors, type ShotFactors } from '@shared/graphics/factors';
import { PLACES } from '@shared/graphics/recipeOptions';

/**
 * What a gallery can filter and sort by, known because the sample was made so: numbers of the factors, never measured on pixels.
 * Kinds are numbered from 1 in the order of HAT_STYLES, OCCLUDER_KINDS and PLACES; 0 is none.
 * Angles in degrees, ages in years, shares in [0, 1], flags 0 or 1, landmarks in pixels of the crop.
 * @param landmarks5 ten numbers x, y: both eyes, nose tip, both mouth corners, left to right in the picture
 */
export function sampleNumbers(
  identity: IdentityFactors,
  shot: ShotFactors,
  landmarks5: ArrayLike<number>,
): Record<string, number> {
  const { requested } = identity;
  const [yawDeg, pitchDeg, rollDeg] = shot.poseDeg;
  const { camera, hairOverride, wearsGlasses, hat, makeUp, occluder, beardOverride, place } = shot.nuisances;
  const numbers: Record<string, number> = {
    yawDeg,
    pitchDeg,
    rollDeg,
    ageYears: requested.ageYears,
    sexMale: requested.sex === 'male' ? 1 : 0,
    ancestryAfrican: requested.ancestry.african,
    ancestryAsian: requested.ancestry.asian,
    ancestryCaucasian: requested.ancestry.caucasian,
    hasGlasses: identity.discrete.glasses !== null && wearsGlasses ? 1 : 0,
    hasOtherHair: hairOverride === null ? 0 : 1,
    hasOtherBeard: beardOverride === null ? 0 : 1,
    hasHat: hat === null ? 0 : 1,
    hatStyle: hat === null ? 0 : hat.style + 1,
    hasMakeUp: makeUp === null ? 0 : 1,
    occluderKind: occluder === null ? 0 : OCCLUDER_KINDS.indexOf(occluder.kind) + 1,
    place: PLACES.indexOf(place) + 1,
    ...lightNumbers(shot.light),
    exposureStops: camera.exposureStops,
    distanceDm: camera.distanceDm,
    blur: camera.blur,
    noise: camera.noise,
  };
  for (let point = 0; point < 5; point++) {
    numbers[`landmark${point + 1}X`] = landmarks5[2 * point];
    numbers[`landmark${point + 1}Y`] = landmarks5[2 * point + 1];
  }
  return numbers;
}

/**
 * From nine spherical-harmonic coefficients × RGB: the even part of the light, and how strongly it comes from one side, as the
 * length of the first-order vector over the even part (0 = from everywhere).
 */
function lightNumbers(light: Float32Array): { lightLevel: number; lightDirectionality: number } {
  const grey = (band: number): number => (light[3 * band] + light[3 * band + 1] + light[3 * band + 2]) / 3;
  const level = grey(0);
  const [x, y, z] = [grey(1), grey(2), grey(3)];
  return { lightLevel: level, lightDirectionality: level > 0 ? Math.sqrt(x * x + y * y + z * z) / level : 0 };
}
