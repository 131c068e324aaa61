import { describe, expect, it } from 'vitest';
import { sampleIdentity, sampleShot } from './factors';
import { hasPack, NO_PACK, testModel } from './pack.testing';
import { DEFAULT_GRAPHICS_OPTIONS } from './recipeOptions';
import { buildIdentity, type BuiltIdentity, createRenderScratch, renderSample } from './render';

const SEED = 31;

describe.skipIf(!hasPack)(`skin made where it is seen (${NO_PACK})`, () => {
  it.each(['112x112', '256x256'] as const)('gives the picture that the whole skin gives, at %s', (crop) => {
    const model = testModel();
    const scratch = createRenderScratch();
    for (let i = 0; i < 3; i++) {
      const identity = sampleIdentity(model, SEED, i, DEFAULT_GRAPHICS_OPTIONS);
      const [lazy, eager] = [buildIdentity(model, identity), buildIdentity(model, identity)];
      const skin = eager.skinOf(identity.discrete.hair.mesh !== null, crop === '256x256' ? 'fine' : 'coarse', null);
      const all = Int32Array.from(skin.atlas.covered, (_, at) => at);
      skin.complete(all, all.length);
      expect(skin.values.some((value) => value !== 0)).toBe(true);
      for (let k = 0; k < 2; k++) {
        const shot = sampleShot(model, SEED, i, k, DEFAULT_GRAPHICS_OPTIONS);
        const picture = renderSample(model, lazy, shot, crop, scratch).rgba.slice();
        expect(Buffer.from(picture).equals(Buffer.from(renderSample(model, eager, shot, crop, scratch).rgba))).toBe(
          true,
        );
      }
    }
  });

  it('does not let make-up depend on the pictures before it', () => {
    const model = testModel();
    const options = {
      ...DEFAULT_GRAPHICS_OPTIONS,
      femaleShare: 1,
      makeUpStrength: 2,
      ageMinYears: 25,
      ageMaxYears: 40,
    };
    const identity = sampleIdentity(model, SEED, 4, options);
    const shots = Array.from({ length: 40 }, (_, k) => sampleShot(model, SEED, 4, k, options));
    const painted = shots.find(({ nuisances }) => (nuisances.makeUp?.foundationAmount ?? 0) > 0);
    const bare = shots.find(({ nuisances }) => nuisances.makeUp === null);
    if (painted === undefined || bare === undefined) throw new Error('no shot with make-up, or none without');
    const draw = (built: BuiltIdentity): Buffer =>
      Buffer.from(renderSample(model, built, painted, '112x112', createRenderScratch()).rgba);
    const [alone, second] = [buildIdentity(model, identity), buildIdentity(model, identity)];
    renderSample(model, second, bare, '112x112', createRenderScratch());
    expect(draw(second).equals(draw(alone))).toBe(true);
  });

  it('is the same whatever pictures came before', () => {
    const model = testModel();
    const scratch = createRenderScratch();
    const identity = sampleIdentity(model, SEED, 9, DEFAULT_GRAPHICS_OPTIONS);
    const [forth, back] = [buildIdentity(model, identity), buildIdentity(model, identity)];
    const draw = (built: typeof forth, k: number): Uint8ClampedArray =>
      renderSample(
        model,
        built,
        sampleShot(model, SEED, 9, k, DEFAULT_GRAPHICS_OPTIONS),
        '112x112',
        scratch,
      ).rgba.slice();
    const inOrder = [0, 1, 2, 3].map((k) => draw(forth, k));
    const reversed = [3, 2, 1, 0].map((k) => draw(back, k)).reverse();
    expect(reversed).toEqual(inOrder);
  });
});
