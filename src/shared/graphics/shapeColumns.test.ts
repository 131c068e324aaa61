import { describe, expect, it } from 'vitest';
import { drawPerson, makeNormal, makeUniform } from '../../../scripts/bake/population.mjs';
import { shapeAmounts } from '../../../scripts/bake/shapeColumns.mjs';
import { hasPack, NO_PACK, testModel } from './pack.testing';
import { drawShapeAmounts } from './shapeColumns';

describe.skipIf(!hasPack)(`drawShapeAmounts (${NO_PACK})`, () => {
  it('equals its twin in the bake, over whose population the shape space is white', () => {
    const { sampler } = testModel();
    const uniform = makeUniform(3);
    for (let i = 0; i < 20; i++) {
      const person = drawPerson(uniform, makeNormal(uniform));
      const baked = new Float64Array(sampler.columnCount);
      shapeAmounts(sampler.sliders, person, makeNormal(makeUniform(100 + i)), baked);
      const drawn = drawShapeAmounts(sampler, person, { normal: makeNormal(makeUniform(100 + i)) }, 1);
      expect(drawn).toEqual(baked);
    }
  });
});
