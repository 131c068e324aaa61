import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { GenerateRecipe, type GenerateRecipeInput } from '@shared/domain/generateRecipe';
import { drawMixup } from '@shared/graphics/identityMixup';
import { parseJpegSize } from './jpegSize.testing';
import { openSampleRenderer, type SampleRenderer } from './sampleRenderer';

const built = join(import.meta.dirname, '..', '..', '..', '..', '..', 'resources', 'built');
const open = (recipe: Partial<GenerateRecipeInput>): Promise<SampleRenderer> =>
  openSampleRenderer({
    recipe: GenerateRecipe.parse({ identities: 5, samples: 5, seed: 11, ...recipe }),
    candidates: null,
    headModelDir: join(built, 'head-model'),
    codecsDir: join(built, 'codecs'),
  });
const hash = (renderer: SampleRenderer, identity: number, sample: number): string =>
  createHash('sha256').update(renderer.render(identity, sample).bytes).digest('hex');

describe('sample renderer', () => {
  let renderer: SampleRenderer;
  beforeAll(async () => {
    renderer = await open({});
  });

  it('gives the same bytes in whatever order and company', async () => {
    const forwards = [hash(renderer, 0, 0), hash(renderer, 0, 1), hash(renderer, 3, 0)];
    const other = await open({ identities: 4000, samples: 9000 });
    const backwards = [hash(other, 3, 0), hash(other, 0, 1), hash(other, 0, 0)].reverse();
    expect(backwards).toEqual(forwards);
    expect(new Set(forwards).size).toBe(3);
  });

  it('changes with the seed, the options and the quality', async () => {
    const base = hash(renderer, 1, 1);
    for (const change of [{ seed: 12 }, { options: { lightStrength: 2 } }, { jpegQuality: 60 }])
      expect(hash(await open(change), 1, 1)).not.toBe(base);
  });

  it('says what the sample shows, in plain numbers', () => {
    const { numbers, widthPx, heightPx, bytes, partnerIndex, weight } = renderer.render(2, 0);
    expect([widthPx, heightPx, partnerIndex, weight]).toEqual([112, 112, -1, 1]);
    expect(parseJpegSize(bytes)).toEqual({ widthPx: 112, heightPx: 112 });
    for (const value of Object.values(numbers)) expect(Number.isFinite(value)).toBe(true);
    expect(numbers['ageYears']).toBeGreaterThanOrEqual(18);
    // Aligned to the ArcFace template, but for the detector's error and the pose.
    expect(Math.abs((numbers['landmark1X'] ?? 0) - 38.3)).toBeLessThan(12);
    expect(Math.abs((numbers['landmark3Y'] ?? 0) - 71.7)).toBeLessThan(20);
  });

  it('draws given factors to the bytes of the sample that they were taken from', () => {
    const samples = [renderer.render(0, 0), renderer.render(4, 1), renderer.render(0, 2)];
    for (const { identityIndex, sampleIndex, factors, partnerIndex, weight, bytes, numbers } of samples) {
      const again = renderer.renderGiven(identityIndex, { sampleIndex, factors, partnerIndex, weight });
      expect(again).toMatchObject({ bytes, numbers, identityIndex, sampleIndex });
    }
    const [{ factors }] = samples;
    const turned = { ...factors, shot: { ...factors.shot, poseDeg: [30, 0, 0] as const } };
    const other = renderer.renderGiven(0, { sampleIndex: 0, factors: turned, partnerIndex: -1, weight: 1 });
    expect(other.bytes).not.toEqual(samples[0]?.bytes);
    expect(other.numbers['yawDeg']).toBe(30);
  });

  it.each(['96x112', '256x256'] as const)('draws %s crops', async (crop) => {
    const { bytes, widthPx, heightPx } = (await open({ crop })).render(0, 0);
    expect(`${widthPx}x${heightPx}`).toBe(crop);
    expect(parseJpegSize(bytes)).toEqual({ widthPx, heightPx });
  });

  it('blends the partner in: weight 1 is the identity alone, less blends its age', async () => {
    const recipe = {
      seed: 11,
      identities: 3,
      samples: 200,
      identityMixup: { probability: 1, weights: 'steps' as const },
    };
    const [mixed, pure] = [await open(recipe), await open({ ...recipe, identityMixup: { probability: 0 } })];
    const draws = Array.from({ length: 200 }, (_, sample) => ({ sample, ...drawMixup(recipe, 0, sample) }));
    const alone = draws.find(({ weight }) => weight === 1)?.sample ?? NaN;
    expect(mixed.render(0, alone).bytes).toEqual(pure.render(0, alone).bytes);

    // Weight 0 is the partner alone, in this sample's own pose and light.
    const none = draws.find(({ weight }) => weight === 0) ?? draws[0];
    const { factors } = mixed.render(0, none.sample);
    const { identity } = pure.render(none.partnerIndex ?? NaN, 0).factors;
    expect(mixed.render(0, none.sample).bytes).toEqual(
      pure.renderGiven(0, {
        sampleIndex: none.sample,
        factors: { ...factors, identity },
        partnerIndex: -1,
        weight: 1,
      }).bytes,
    );

    const { sample, partnerIndex = NaN } = draws.find(({ weight }) => weight === 0.25) ?? draws[0];
    const blended = mixed.render(0, sample);
    // A mixed sample follows from its own coefficients alone, whoever was mixed.
    expect(pure.renderGiven(0, { ...blended, partnerIndex: -1, weight: 1 }).bytes).toEqual(blended.bytes);
    const coefficients = (at: number): Float32Array => pure.render(at, 0).factors.identity.coefficients;
    const [ownVector, partnerVector] = [coefficients(0), coefficients(partnerIndex)];
    blended.factors.identity.coefficients.forEach((value, i) => {
      expect(value).toBe(Math.fround(0.25 * (ownVector[i] ?? NaN) + 0.75 * (partnerVector[i] ?? NaN)));
    });
    expect(blended).toMatchObject({ partnerIndex, weight: 0.25 });
    const [own, partner] = [0, partnerIndex].map((identity) => pure.render(identity, 0).numbers['ageYears'] ?? NaN);
    expect(blended.numbers['ageYears']).toBeCloseTo(0.25 * own + 0.75 * partner, 4);
  });
});
