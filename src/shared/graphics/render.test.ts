import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { templateOf, type CropName } from './alignment';
import { IDENTITY_COUNT } from './coefficientLayout';
import { sampleIdentity, sampleShot, type ShotFactors } from './factors';
import { hasPack, NO_PACK, testModel } from './pack.testing';
import { DEFAULT_GRAPHICS_OPTIONS } from './recipeOptions';
import { buildIdentity, createRenderScratch, renderSample } from './render';

const options = DEFAULT_GRAPHICS_OPTIONS;
const hash = (bytes: Uint8ClampedArray): string => createHash('sha256').update(bytes).digest('hex');

describe.skipIf(!hasPack)(`renderSample (${NO_PACK})`, () => {
  const render = (
    identityIndex: number,
    sampleIndex: number,
    crop: CropName,
    scratch = createRenderScratch(),
  ): string => {
    const model = testModel();
    const built = buildIdentity(model, sampleIdentity(model, 5, identityIndex, options));
    return hash(
      renderSample(model, built, sampleShot(model, 5, identityIndex, sampleIndex, options), crop, scratch).rgba,
    );
  };

  it('gives the same bytes whatever was drawn before with the same buffers', () => {
    const fresh = [render(0, 1, '112x112'), render(1, 3, '96x112')];
    const shared = createRenderScratch();
    const last = render(1, 3, '96x112', shared);
    render(1, 7, '256x256', shared);
    expect([render(0, 1, '112x112', shared), last]).toEqual(fresh);
  });

  it('cuts the 96 × 112 crop out of the 112 × 112 one', () => {
    const model = testModel();
    const shot = still(sampleShot(model, 5, 0, 0, options));
    const built = buildIdentity(model, sampleIdentity(model, 5, 0, options));
    const scratch = createRenderScratch();
    const wide = renderSample(model, built, shot, '112x112', scratch);
    const narrow = renderSample(model, built, shot, '96x112', scratch);
    expect([narrow.widthPx, narrow.heightPx, narrow.rgba.length]).toEqual([96, 112, 4 * 96 * 112]);
    for (let i = 0; i < 10; i += 2) {
      expect(narrow.landmarks5[i]).toBeCloseTo(wide.landmarks5[i] - 8, 3);
      expect(narrow.landmarks5[i + 1]).toBeCloseTo(wide.landmarks5[i + 1], 3);
    }
  });

  it('puts the landmarks of a frontal face on the template', () => {
    const model = testModel();
    const scratch = createRenderScratch();
    const calm = { ...options, poseStrength: 0, expressionStrength: 0, alignmentJitter: 0 };
    const average = { ...sampleIdentity(model, 5, 0, calm), coefficients: new Float32Array(IDENTITY_COUNT) };
    const { landmarks5 } = renderSample(
      model,
      buildIdentity(model, average),
      sampleShot(model, 5, 0, 0, calm),
      '112x112',
      scratch,
    );
    const template = templateOf('112x112');
    const errors = Array.from(landmarks5, (value, i) => Math.abs(value - template[i]));
    // Five points of a face do not fit five others by shift, scale and turn alone; a real average face leaves about as much.
    expect(Math.max(...errors)).toBeLessThan(2);
    expect(errors.reduce((sum, error) => sum + error, 0) / 10).toBeLessThan(1.2);
    // Centroid, scale and turn are fitted exactly, whatever the face.
    for (const axis of [0, 1]) {
      const sum = (list: ArrayLike<number>): number =>
        [0, 1, 2, 3, 4].reduce((total, i) => total + list[2 * i + axis], 0);
      expect(sum(landmarks5)).toBeCloseTo(sum(template), 2);
    }
  });

  it('draws a picture: opaque, neither black nor white, brighter face for more light', () => {
    const model = testModel();
    const built = buildIdentity(model, sampleIdentity(model, 5, 0, options));
    const shot = still(sampleShot(model, 5, 0, 0, options));
    const scratch = createRenderScratch();
    const mean = (stops: number): number => {
      const { camera } = shot.nuisances;
      const exposed = { ...shot, nuisances: { ...shot.nuisances, camera: { ...camera, exposureStops: stops } } };
      const { rgba } = renderSample(model, built, exposed, '112x112', scratch);
      let sum = 0;
      for (let i = 0; i < rgba.length; i += 4) {
        expect(rgba[i + 3]).toBe(255);
        sum += rgba[i + 1];
      }
      return sum / (rgba.length / 4);
    };
    const [dark, normal, bright] = [mean(-1), mean(0), mean(1)];
    expect(dark).toBeGreaterThan(15);
    expect(bright).toBeLessThan(240);
    expect(normal).toBeGreaterThan(dark + 10);
    expect(bright).toBeGreaterThan(normal + 10);
  });

  it('refuses factors of the wrong length', () => {
    const model = testModel();
    const identity = sampleIdentity(model, 5, 0, options);
    const shot = sampleShot(model, 5, 0, 0, options);
    expect(() => buildIdentity(model, { ...identity, coefficients: new Float32Array(10) })).toThrow(/expected 160/);
    expect(() =>
      renderSample(
        model,
        buildIdentity(model, identity),
        { ...shot, expression: new Float32Array(1) },
        '112x112',
        createRenderScratch(),
      ),
    ).toThrow(/expected 64/);
  });
});

/** The shot without turn or shift of the crop. */
function still(shot: ShotFactors): ShotFactors {
  return { ...shot, nuisances: { ...shot.nuisances, camera: { ...shot.nuisances.camera, crop: [0, 0, 1, 0] } } };
}
