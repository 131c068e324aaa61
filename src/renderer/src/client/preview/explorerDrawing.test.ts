import { describe, expect, it } from 'vitest';
import { coefficientsOf, factorsOf, FullCoefficients } from '@shared/domain/coefficients';
import { sampleIdentity, sampleShot } from '@shared/graphics/factors';
import type { SampleFactors } from '@shared/graphics/factors';
import { testModel } from '@shared/graphics/pack.testing';
import { DEFAULT_GRAPHICS_OPTIONS } from '@shared/graphics/recipeOptions';
import { buildIdentity, createRenderScratch, renderSample } from '@shared/graphics/render';
import { ExplorerDrawing } from './explorerDrawing';
import type { ExplorerRequest } from './explorerProtocol';

const model = testModel();
const options = DEFAULT_GRAPHICS_OPTIONS;
const drawn = (candidate: number): SampleFactors => ({
  identity: sampleIdentity(model, 3, candidate, options),
  shot: sampleShot(model, 3, candidate, 1, options),
});

function pixelsOf(drawing: ExplorerDrawing, request: ExplorerRequest): Uint8ClampedArray {
  for (const said of drawing.answer(request)) if (said.type === 'face') return said.rgba;
  throw new Error('no face');
}

describe('explorer drawing', () => {
  it('shows at 256 px what the terminal renders from the same coefficients, whatever was drafted before', () => {
    const factors = drawn(5);
    const moved = { ...factors.identity, coefficients: factors.identity.coefficients.map((value) => 0.9 * value) };
    const drawing = new ExplorerDrawing(model);
    pixelsOf(drawing, { number: 1, type: 'face', quality: 'draft', factors: { ...factors, identity: moved } });
    pixelsOf(drawing, { number: 2, type: 'face', quality: 'draft', factors });
    const shown = pixelsOf(drawing, { number: 3, type: 'face', quality: 'full', factors });
    // The way of a file: to JSON and back.
    const file = factorsOf(FullCoefficients.parse(JSON.parse(JSON.stringify(coefficientsOf(factors)))));
    const built = buildIdentity(model, file.identity);
    expect(shown).toEqual(renderSample(model, built, file.shot, '256x256', createRenderScratch()).rgba);
  });

  it('draws variations as the generator would: the same person, sample after sample', () => {
    const { identity } = drawn(2);
    const draw = { seed: 3, candidate: 2, sample: 4, options };
    const said = [...new ExplorerDrawing(model).answer({ number: 1, type: 'variations', identity, draw, count: 2 })];
    const shots = said.map((answer) => (answer.type === 'face' ? answer.shot : null));
    expect(shots).toEqual([4, 5].map((sample) => sampleShot(model, 3, 2, sample, options)));
  });

  it('supposes hair and attributes of a head that comes without', () => {
    const { identity } = drawn(2);
    const [said] = [
      ...new ExplorerDrawing(model).answer({ number: 1, type: 'suppose', identity: identity.coefficients }),
    ];
    expect(said).toMatchObject({ type: 'supposed', meshes: { glasses: null, scars: [] } });
    expect(said.type === 'supposed' && said.requested.sex).toBe(identity.requested.sex);
  });

  it('picks the person of a number, and describes the sliders of the model', () => {
    const drawing = new ExplorerDrawing(model);
    const draw = { seed: 3, candidate: 5, sample: 1, options };
    expect([...drawing.answer({ number: 1, type: 'pick', draw })]).toEqual([{ type: 'picked', factors: drawn(5) }]);
    const [described] = [...drawing.answer({ number: 2, type: 'describe' })];
    expect(described.type === 'described' && described.sliders.map(({ id }) => id)).toContain('noseLength');
  });
});
