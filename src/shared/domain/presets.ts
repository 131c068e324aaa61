import type { GraphicsOptions } from './graphicsOptions';

/** Names of the starting points for the built-in generator's options. */
export const PRESET_NAMES = ['studio', 'snapshots', 'surveillance'] as const;
export type PresetName = (typeof PRESET_NAMES)[number];

/** Who the people are stays as it was; a preset sets all that belongs to the moment, the place, the camera and what is worn. */
export type PresetOptions = Omit<
  GraphicsOptions,
  | 'femaleShare'
  | 'ageMinYears'
  | 'ageMaxYears'
  | 'ancestry'
  | 'shapeSpread'
  | 'glassesProbability'
  | 'scarProbability'
  | 'hairChangeProbability'
>;

/** Plain options: applying a preset means spreading it over the options of a recipe, which then holds the numbers themselves. */
export const PRESETS: Readonly<Record<PresetName, PresetOptions>> = {
  /** Passport and studio pictures: even light, a plain wall, a calm bare face. */
  studio: {
    poseStrength: 0.35,
    expressionStrength: 0.5,
    openMouthProbability: 0.04,
    blinkProbability: 0.005,
    lightStrength: 0.3,
    backgroundStrength: 0,
    places: { indoor: 3, outdoor: 0, window: 1, flash: 0.5, mixed: 0 },
    cameraStrength: 0.3,
    blurStrength: 0.15,
    noiseStrength: 0.2,
    resolutionStrength: 0,
    compressionStrength: 0.3,
    alignmentJitter: 0.5,
    beardChangeProbability: 0.1,
    hatProbability: 0,
    makeUpStrength: 0.8,
    occlusionProbability: 0,
  },
  /** What people's telephones are full of; the defaults. */
  snapshots: {
    poseStrength: 1,
    expressionStrength: 1,
    openMouthProbability: 0.16,
    blinkProbability: 0.02,
    lightStrength: 1,
    backgroundStrength: 1,
    places: { indoor: 3, outdoor: 3, window: 1.5, flash: 1, mixed: 1.5 },
    cameraStrength: 1,
    blurStrength: 1,
    noiseStrength: 1,
    resolutionStrength: 1,
    compressionStrength: 1,
    alignmentJitter: 1,
    beardChangeProbability: 0.15,
    hatProbability: 0.06,
    makeUpStrength: 1,
    occlusionProbability: 0.05,
  },
  /** Cameras on walls: turned and covered faces, hard light, small and noisy pictures. */
  surveillance: {
    poseStrength: 1.5,
    expressionStrength: 0.6,
    openMouthProbability: 0.1,
    blinkProbability: 0.04,
    lightStrength: 1.35,
    backgroundStrength: 1,
    places: { indoor: 4, outdoor: 4, window: 0.5, flash: 0, mixed: 1.5 },
    cameraStrength: 2,
    blurStrength: 1.6,
    noiseStrength: 1.6,
    resolutionStrength: 1.7,
    compressionStrength: 1.4,
    alignmentJitter: 1.6,
    beardChangeProbability: 0.25,
    hatProbability: 0.14,
    makeUpStrength: 0.6,
    occlusionProbability: 0.08,
  },
};
