import { BACKGROUND_COUNT, EXPRESSION_COUNT, IDENTITY_COUNT, LIGHT_COUNT } from '@shared/graphics/coefficientLayout';
import type { SampleFactors } from '@shared/graphics/factors';

/** The average person in a plain shot, turned by some degrees. */
export const plainFactors = (yawDeg: number): SampleFactors => ({
  identity: {
    coefficients: new Float32Array(IDENTITY_COUNT),
    discrete: { hair: { mesh: null, mirrored: false, fringe: null }, lash: 'eyelashes01', glasses: null, scars: [] },
    requested: { ageYears: 40, sex: 'female', ancestry: { african: 0, asian: 0, caucasian: 1 } },
  },
  shot: {
    expression: new Float32Array(EXPRESSION_COUNT),
    light: new Float32Array(LIGHT_COUNT).fill(1, 0, 3),
    poseDeg: [yawDeg, 0, 0],
    background: new Float32Array(BACKGROUND_COUNT),
    nuisances: {
      hairOverride: null,
      wearsGlasses: false,
      hat: null,
      makeUp: null,
      occluder: null,
      beardOverride: null,
      place: 'indoor',
      clothes: [0.2, 0.2, 0.2],
      shadowSoftness: 0.5,
      camera: {
        distanceDm: 10,
        exposureStops: 0,
        redGain: 1,
        blueGain: 1,
        contrast: 0.6,
        noise: 0,
        blur: 0,
        motion: [0, 0],
        resolution: 1,
        earlierJpegQuality: null,
        crop: [0, 0, 1, 0],
      },
      grainSeed: 1,
    },
  },
});
