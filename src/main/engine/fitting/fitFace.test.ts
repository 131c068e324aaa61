import { beforeAll, describe, expect, it } from 'vitest';
import type { HeadModel } from '@shared/graphics/headModel';
import { DEFAULT_GRAPHICS_OPTIONS } from '@shared/graphics/recipeOptions';
import { LandmarkFinder } from '../scoring/landmarkFinder';
import { TEST_MODEL_DIR } from '../scoring/modelDir.testing';
import { fitFace, fitPoints, type FaceFit } from './fitFace';
import { lightDifference } from './lightOnFaces';
import { faceDrawer, loadTestModel, renderFaces, type RenderedFace } from './renderedFaces.testing';

/** As people are photographed, cut out without the detector's error, which turns the crop and not the head. */
const OPTIONS = { ...DEFAULT_GRAPHICS_OPTIONS, alignmentJitter: 0 };
/** Nothing before the face. */
const BARE = { ...OPTIONS, hatProbability: 0, occlusionProbability: 0, glassesProbability: 0 };
/** Of 60, so that the check is short; docs/twin.md has the figures of more. */
const COUNT = 60;
const SEED = 424_242;

const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(share * values.length)];

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let ab = 0;
  let aa = 0;
  let bb = 0;
  a.forEach((value, i) => {
    ab += (value - ma) * (b[i] - mb);
    aa += (value - ma) ** 2;
    bb += (b[i] - mb) ** 2;
  });
  return ab / Math.sqrt(aa * bb);
}

describe('fit of rendered faces whose factors are known', { timeout: 300_000 }, () => {
  let model: HeadModel;
  let finder: LandmarkFinder;
  let fitted: { readonly face: RenderedFace; readonly fit: FaceFit }[];
  beforeAll(async () => {
    model = await loadTestModel();
    finder = await LandmarkFinder.create(TEST_MODEL_DIR);
    fitted = [];
    for (const face of renderFaces(model, SEED, COUNT, OPTIONS)) {
      const outcome = await fitFace(model, finder, face.crop);
      if (outcome.kind === 'fitted') fitted.push({ face, fit: outcome.fit });
    }
  }, 300_000);

  it('fits nearly all of them', () => {
    expect(fitted.length).toBeGreaterThanOrEqual(COUNT - 6);
  });

  it.each([
    ['yaw', 0, 7.5],
    ['pitch', 1, 7.5],
    ['roll', 2, 3],
  ] as const)('recovers %s within 3° in the median', (_name, axis, ninetyPercent) => {
    const values = fitted.map(({ face, fit }) => Math.abs(fit.poseDeg[axis] - face.poseDeg[axis]));
    expect(quantile(values, 0.5)).toBeLessThan(3);
    expect(quantile(values, 0.9)).toBeLessThan(ninetyPercent);
  });

  it('recovers the shading that the light gives within 10 % in the median', () => {
    const values = fitted.map(({ face, fit }) => lightDifference(fit.light, face.light));
    expect(quantile(values, 0.5)).toBeLessThan(0.1);
    expect(quantile(values, 0.9)).toBeLessThan(0.2);
  });

  it('opens the mouth where it is open', () => {
    expect(
      correlation(
        fitted.map(({ fit }) => fit.mouthOpening),
        fitted.map(({ face }) => face.mouthOpening),
      ),
    ).toBeGreaterThan(0.45);
  });

  it('gives the same numbers again, and grey light for a grey picture', async () => {
    const [{ face }] = fitted;
    const [first, second] = [await fitFace(model, finder, face.crop), await fitFace(model, finder, face.crop)];
    expect(second).toEqual(first);
    const grey = Uint8Array.from(face.crop.rgb, (_value, i) => face.crop.rgb[i - (i % 3) + 1]);
    const outcome = await fitFace(model, finder, { ...face.crop, rgb: grey });
    expect(outcome).toMatchObject({ kind: 'fitted', fit: { isGrey: true } });
    if (outcome.kind !== 'fitted') return;
    for (let band = 0; band < 9; band++) expect(outcome.fit.light[3 * band]).toBe(outcome.fit.light[3 * band + 2]);
  });

  it('refuses a blank picture and points that are none', async () => {
    const [{ face }] = fitted;
    const blank = { ...face.crop, rgb: new Uint8Array(face.crop.rgb.length).fill(128) };
    expect(await fitFace(model, finder, blank)).toMatchObject({ kind: 'not-fitted', reason: 'blank' });
    const hostile = [
      Array.from({ length: 68 }, () => [Number.NaN, 5] as const),
      Array.from({ length: 5 }, () => [1, 1] as const),
      Array.from({ length: 68 }, () => [1e9, -1e9] as const),
      Array.from({ length: 68 }, (_unused, k) => [(k * 37) % 112, (k * 71) % 112] as const),
    ];
    for (const points of hostile)
      expect(fitPoints(model, points, face.crop)).toMatchObject({
        kind: 'not-fitted',
        reason: 'points-do-not-fit',
      });
  });

  it.each([
    ['turned by 58°', [58, -58, 58, -58], 2],
    ['profiles', [72, -72, 76, -76, 80, -80], 5],
  ])('lists %s with the reason instead of fitting them', async (_name, yaws, atLeast) => {
    const draw = faceDrawer(model);
    const outcomes: string[] = [];
    for (const [index, yaw] of yaws.entries()) {
      const outcome = await fitFace(model, finder, draw(SEED, index, BARE, [yaw, 0, 0]).crop);
      outcomes.push(outcome.kind === 'fitted' ? `${yaw}° as ${outcome.fit.poseDeg[0].toFixed(0)}°` : outcome.reason);
    }
    // The finder takes one such face in some ten for one seen from the front; docs/twin.md says so.
    const refused = outcomes.filter((outcome) => ['turned-too-far', 'points-do-not-fit'].includes(outcome));
    expect(refused.length, outcomes.join(', ')).toBeGreaterThanOrEqual(atLeast);
    if (atLeast === 2) expect(outcomes).toContain('turned-too-far');
  });
});
