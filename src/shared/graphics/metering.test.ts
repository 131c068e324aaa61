import { describe, expect, it } from 'vitest';
import { sampleIdentity, sampleShot, type ShotFactors } from './factors';
import { hasPack, NO_PACK, testModel } from './pack.testing';
import { DEFAULT_GRAPHICS_OPTIONS, FAULTLESS_CAMERA } from './recipeOptions';
import { buildIdentity, createRenderScratch, renderSample } from './render';

const options = {
  ...DEFAULT_GRAPHICS_OPTIONS,
  ...FAULTLESS_CAMERA,
  occlusionProbability: 0,
  hatProbability: 0,
};

describe.skipIf(!hasPack)(`metering (${NO_PACK})`, () => {
  const scratch = createRenderScratch();
  const draw = (shot: ShotFactors): Uint8ClampedArray => {
    const model = testModel();
    return renderSample(model, buildIdentity(model, sampleIdentity(model, 5, 0, options)), shot, '112x112', scratch)
      .rgba;
  };
  /** Mean of green over the middle of the face. */
  const face = (rgba: Uint8ClampedArray): number => {
    let sum = 0;
    for (let y = 50; y < 90; y++) for (let x = 36; x < 76; x++) sum += rgba[4 * (112 * y + x) + 1] / 1600;
    return sum;
  };

  it('takes out how bright the light is', () => {
    const shot = sampleShot(testModel(), 5, 0, 1, options);
    const plain = draw(shot);
    const bright = draw({ ...shot, light: shot.light.map((value) => 4 * value) });
    const differences = plain.map((value, i) => Math.abs(value - bright[i]));
    expect(differences.reduce((sum, value) => sum + value, 0) / differences.length).toBeLessThan(0.5);
  });

  it('exposes the face alike at every place', () => {
    const levels = Array.from({ length: 16 }, (_, i) => face(draw(sampleShot(testModel(), 5, 0, i, options))));
    expect(Math.min(...levels)).toBeGreaterThan(60);
    expect(Math.max(...levels)).toBeLessThan(190);
  });

  it('takes back most of the colour of the light', () => {
    const shot = sampleShot(testModel(), 5, 0, 1, { ...options, lightStrength: 0 });
    const warm = draw({ ...shot, light: shot.light.map((value, i) => value * [1.3, 1, 0.7][i % 3]) });
    const white = draw(shot);
    const ratio = (rgba: Uint8ClampedArray): number => {
      let [red, blue] = [0, 0];
      for (let i = 0; i < rgba.length; i += 4) {
        red += rgba[i];
        blue += rgba[i + 2];
      }
      return red / blue;
    };
    expect(ratio(warm)).toBeGreaterThan(1.01 * ratio(white));
    expect(ratio(warm)).toBeLessThan(1.2 * ratio(white));
  });
});
