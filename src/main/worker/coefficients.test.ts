import { join } from 'node:path';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { coefficientsOf, FullCoefficients, type RenderFactors, VECTORS } from '@shared/domain/coefficients';
import { GraphicsOptions } from '@shared/domain/graphicsOptions';
import * as layout from '@shared/graphics/coefficientLayout';
import { OCCLUDER_KINDS, type SampleFactors, sampleIdentity, sampleShot } from '@shared/graphics/factors';
import { PLACES } from '@shared/graphics/recipeOptions';
import { loadHeadModel } from '../engine/generators/graphics/loadHeadModel';

const headModelDir = join(import.meta.dirname, '..', '..', '..', 'resources', 'built', 'head-model');
const strongest = GraphicsOptions.parse({
  ...{ ageMaxYears: 90, shapeSpread: 1.5, poseStrength: 2, expressionStrength: 2, lightStrength: 2 },
  ...{ backgroundStrength: 2, cameraStrength: 2, blurStrength: 2, noiseStrength: 2, resolutionStrength: 2 },
  ...{ compressionStrength: 2, alignmentJitter: 2, makeUpStrength: 2, hairChangeProbability: 0.5 },
  ...{ hatProbability: 0.5, occlusionProbability: 0.5, beardChangeProbability: 0.5, openMouthProbability: 0.5 },
});

describe('coefficients as a file', () => {
  it('have the keys and types of what the drawing code takes', () => {
    expectTypeOf<RenderFactors>().toExtend<SampleFactors>();
    expectTypeOf<SampleFactors>().toExtend<RenderFactors>();
    expect(Object.values(VECTORS).map(({ count }) => count)).toEqual([
      layout.IDENTITY_COUNT,
      layout.EXPRESSION_COUNT,
      layout.LIGHT_COUNT,
      layout.BACKGROUND_COUNT,
    ]);
    const { occluder, place } = FullCoefficients.shape.nuisances.unwrap().shape;
    expect(occluder.unwrap().unwrap().shape.kind.options).toEqual(OCCLUDER_KINDS);
    expect(place.unwrap().options).toEqual(PLACES);
  });

  it('hold whatever is drawn, at the strongest options too', async () => {
    const { model } = await loadHeadModel(headModelDir);
    for (const options of [GraphicsOptions.parse({}), strongest])
      for (let index = 0; index < 400; index++) {
        const identity = sampleIdentity(model, 77, index, options);
        const shot = sampleShot(model, 77, index, index % 7, options);
        // Through JSON, as a file: Infinity and NaN would not survive it.
        const file: unknown = JSON.parse(JSON.stringify(coefficientsOf({ identity, shot })));
        const parsed = FullCoefficients.safeParse(file);
        expect(parsed.error?.issues ?? []).toEqual([]);
      }
  });
});
