import { EXPRESSION_COUNT } from '@shared/graphics/coefficientLayout';
import { type IdentityFactors, sampleShot, type ShotFactors } from '@shared/graphics/factors';
import type { HeadModel } from '@shared/graphics/headModel';
import { DEFAULT_GRAPHICS_OPTIONS, FAULTLESS_CAMERA, type GraphicsOptions } from '@shared/graphics/recipeOptions';
import { buildIdentity, renderSample, type RenderScratch } from '@shared/graphics/render';
import type { RgbImage } from '../../image/rgbImage';

const PLAIN: GraphicsOptions = {
  ...DEFAULT_GRAPHICS_OPTIONS,
  poseStrength: 0,
  expressionStrength: 0,
  openMouthProbability: 0,
  blinkProbability: 0,
  lightStrength: 0,
  backgroundStrength: 0,
  ...FAULTLESS_CAMERA,
  hairChangeProbability: 0,
  beardChangeProbability: 0,
  hatProbability: 0,
  makeUpStrength: 0,
  occlusionProbability: 0,
};

/** The same shot for everybody. */
export function standardShot(model: HeadModel): ShotFactors {
  const shot = sampleShot(model, 0, 0, 0, PLAIN);
  return {
    ...shot,
    expression: new Float32Array(EXPRESSION_COUNT),
    poseDeg: [0, 0, 0],
    nuisances: { ...shot.nuisances, wearsGlasses: false },
  };
}

/**
 * The picture by which the judge compares two people before a set is made: 112 px, frontal, eyes open, neutral, even studio light
 * before a grey wall, own hair and beard, no glasses, nothing worn, a faultless camera, no file format between.
 */
export function standardPicture(
  model: HeadModel,
  identity: IdentityFactors,
  shot: ShotFactors,
  scratch: RenderScratch,
): RgbImage {
  const { rgba, widthPx, heightPx } = renderSample(model, buildIdentity(model, identity), shot, '112x112', scratch);
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let i = 0; i < rgb.length; i++) rgb[i] = rgba[4 * Math.floor(i / 3) + (i % 3)] ?? 0;
  return { rgb, widthPx, heightPx };
}
