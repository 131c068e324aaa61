import { beforeAll, describe, expect, it } from 'vitest';
import { buildIdentity, type BuiltIdentity } from './buildIdentity';
import { sampleIdentity, sampleShot, type IdentityFactors, type ShotFactors } from './factors';
import { faceSliders, moveSlider, readSlider, type FaceSlider } from './faceSliders';
import type { HeadModel } from './headModel';
import { hasPack, NO_PACK, testModel } from './pack.testing';
import { DEFAULT_GRAPHICS_OPTIONS } from './recipeOptions';
import { createRenderScratch, renderSample } from './render';

describe.skipIf(!hasPack)(`reused builds (${NO_PACK})`, () => {
  let model: HeadModel;
  let identity: IdentityFactors;
  let shot: ShotFactors;
  beforeAll(() => {
    model = testModel();
    identity = sampleIdentity(model, 1, 3, DEFAULT_GRAPHICS_OPTIONS);
    shot = sampleShot(model, 1, 3, 0, DEFAULT_GRAPHICS_OPTIONS);
  });
  const pixels = (built: BuiltIdentity): Uint8ClampedArray =>
    renderSample(model, built, shot, '112x112', createRenderScratch()).rgba;
  const moved = (id: string, by: number): IdentityFactors => {
    const slider = faceSliders(model).find((candidate): candidate is FaceSlider => candidate.id === id);
    if (slider === undefined) throw new Error(`no slider ${id}`);
    const { coefficients } = identity;
    return { ...identity, coefficients: moveSlider(slider, coefficients, readSlider(slider, coefficients) + by) };
  };

  it.each([
    ['shape', 'faceWidth', 8],
    ['skin', 'melanin', 1.5],
    ['shape and skin', 'age', 20],
  ])('equal builds from nothing when %s moves', (_what, id, by) => {
    const previous = buildIdentity(model, identity);
    pixels(previous);
    const next = moved(id, by);
    const reused = pixels(buildIdentity(model, next, { previous, keepsTransfer: false }));
    expect(reused).toEqual(pixels(buildIdentity(model, next)));
    expect(reused).not.toEqual(pixels(previous));
  });

  it('take other hair and glasses when those change alone', () => {
    const previous = buildIdentity(model, identity);
    pixels(previous);
    const other = sampleIdentity(model, 1, 4, DEFAULT_GRAPHICS_OPTIONS).discrete;
    const next = { ...identity, discrete: { ...other, glasses: 0 } };
    expect(pixels(buildIdentity(model, next, { previous, keepsTransfer: false }))).toEqual(
      pixels(buildIdentity(model, next)),
    );
  });

  it('differ little as drafts that keep the old light transfer', () => {
    const previous = buildIdentity(model, identity);
    pixels(previous);
    const next = moved('faceWidth', 3);
    const draft = pixels(buildIdentity(model, next, { previous, keepsTransfer: true }));
    const exact = pixels(buildIdentity(model, next));
    const off = draft.reduce((sum, value, i) => sum + Math.abs(value - exact[i]), 0) / draft.length;
    expect(off).toBeLessThan(2);
    const unmoved = pixels(previous);
    const toOld = draft.reduce((sum, value, i) => sum + Math.abs(value - unmoved[i]), 0) / draft.length;
    expect(toOld).toBeGreaterThan(off);
  });

  it('never carry a draft’s light into a build that is to be exact', () => {
    const previous = buildIdentity(model, identity);
    pixels(previous);
    const next = moved('faceWidth', 8);
    const draft = buildIdentity(model, next, { previous, keepsTransfer: true });
    pixels(draft);
    expect(pixels(buildIdentity(model, next, { previous: draft, keepsTransfer: false }))).toEqual(
      pixels(buildIdentity(model, next)),
    );
  });
});
