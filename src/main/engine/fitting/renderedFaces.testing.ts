import { join } from 'node:path';
import { mouthOpening } from '@shared/graphics/expression';
import { sampleIdentity, sampleShot } from '@shared/graphics/factors';
import type { HeadModel } from '@shared/graphics/headModel';
import { type GraphicsOptions } from '@shared/graphics/recipeOptions';
import { buildIdentity, createRenderScratch, renderSample } from '@shared/graphics/render';
import { loadHeadModel } from '../generators/graphics/loadHeadModel';
import type { RgbImage } from '../image/rgbImage';

export const HEAD_MODEL_DIR = join(import.meta.dirname, '..', '..', '..', '..', 'resources', 'built', 'head-model');

export const loadTestModel = async (): Promise<HeadModel> => (await loadHeadModel(HEAD_MODEL_DIR)).model;

/** A picture whose factors are known. */
export interface RenderedFace {
  readonly crop: RgbImage;
  readonly poseDeg: readonly [number, number, number];
  readonly light: Float32Array;
  readonly mouthOpening: number;
}

/** Faces of a seed, one picture each, at 112 px. */
export function renderFaces(model: HeadModel, seed: number, count: number, options: GraphicsOptions): RenderedFace[] {
  const scratch = createRenderScratch();
  return Array.from({ length: count }, (_unused, index) => {
    const identity = buildIdentity(model, sampleIdentity(model, seed, index, options));
    const shot = sampleShot(model, seed, index, 0, options);
    const { rgba, widthPx, heightPx } = renderSample(model, identity, shot, '112x112', scratch);
    const rgb = Uint8Array.from(
      { length: 3 * widthPx * heightPx },
      (_value, i) => rgba[4 * Math.floor(i / 3) + (i % 3)],
    );
    return {
      crop: { rgb, widthPx, heightPx },
      poseDeg: shot.poseDeg,
      light: shot.light,
      mouthOpening: mouthOpening(model, shot.expression),
    };
  });
}
