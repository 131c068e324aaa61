import { beforeAll, describe, expect, it } from 'vitest';
import { IDENTITY } from './coefficientLayout';
import { sampleIdentity } from './factors';
import { faceSliders, moveSlider, readSlider, type FaceSlider } from './faceSliders';
import type { HeadModel } from './headModel';
import { hasPack, NO_PACK, testModel } from './pack.testing';
import { DEFAULT_GRAPHICS_OPTIONS } from './recipeOptions';
import { readShape, shapeOf } from './shapeSpace';

describe.skipIf(!hasPack)(`face sliders (${NO_PACK})`, () => {
  let model: HeadModel;
  let sliders: readonly FaceSlider[];
  beforeAll(() => {
    model = testModel();
    sliders = faceSliders(model);
  });
  const named = (id: string): FaceSlider => {
    const slider = sliders.find((candidate) => candidate.id === id);
    if (slider === undefined) throw new Error(`no slider ${id}`);
    return slider;
  };
  const person = (index = 3): Float32Array => sampleIdentity(model, 1, index, DEFAULT_GRAPHICS_OPTIONS).coefficients;

  it('tell millimetres of the mesh', () => {
    const { landmarks } = model;
    const coefficients = person();
    const rest = shapeOf(model, coefficients);
    const width = 100 * (rest[3 * landmarks.mouthLeft] - rest[3 * landmarks.mouthRight]);
    expect(readSlider(named('mouthWidth'), coefficients)).toBeCloseTo(width, 2);
  });

  it('change what they say by what they say, on the mesh, and no other measurement', () => {
    const before = person();
    const after = moveSlider(named('noseLength'), before, readSlider(named('noseLength'), before) + 5);
    for (const slider of sliders.filter(({ unit }) => unit === 'mm')) {
      const change = readSlider(slider, after) - readSlider(slider, before);
      expect(change, slider.id).toBeCloseTo(slider.id === 'noseLength' ? 5 : 0, 3);
    }
    expect(readShape(model, after).maleness).toBeCloseTo(readShape(model, before).maleness, 3);
    expect(readShape(model, after).age01).toBeCloseTo(readShape(model, before).age01, 3);
  });

  it('move the nose for a longer nose, and leave the rest of the head nearly where it was', () => {
    const before = person();
    const after = moveSlider(named('noseLength'), before, readSlider(named('noseLength'), before) + 5);
    const [a, b] = [shapeOf(model, before), shapeOf(model, after)];
    const moved = (vertex: number): number => 100 * Math.abs(b[3 * vertex + 1] - a[3 * vertex + 1]);
    expect(moved(model.landmarks.noseTip)).toBeGreaterThan(1);
    expect(moved(model.landmarks.eyeLeft[0])).toBeLessThan(1.6);
    expect(Math.abs(b[3 * model.landmarks.noseTip] - a[3 * model.landmarks.noseTip])).toBeLessThan(0.01);
  });

  it('stay inside the likely: a deviation of any measurement needs little more than its share of the shape', () => {
    for (const slider of sliders.filter(({ unit }) => unit === 'mm')) {
      const deviation = (slider.max - slider.min) / 6;
      const way = Math.sqrt(slider.direction.reduce((sum, step) => sum + step * step, 0));
      expect(deviation * way, slider.id).toBeLessThan(2.5);
    }
  });

  it('read what the generator asked for: sex, age and the leading ancestry', () => {
    const people = Array.from({ length: 60 }, (_, i) => sampleIdentity(model, 5, i, DEFAULT_GRAPHICS_OPTIONS));
    const right = people.filter(
      ({ coefficients, requested }) =>
        readSlider(named('maleness'), coefficients) > 50 === (requested.sex === 'male') &&
        Math.abs(readSlider(named('african'), coefficients) - 100 * requested.ancestry.african) < 15,
    );
    expect(right.length).toBeGreaterThan(55);
    const off = people.map(({ coefficients, requested }) =>
      Math.abs(readSlider(named('age'), coefficients) - requested.ageYears),
    );
    expect(off.reduce((sum, years) => sum + years, 0) / off.length).toBeLessThan(8);
  });

  it('let age draw lines, and skin sliders leave the shape alone', () => {
    const before = person();
    const older = moveSlider(named('age'), before, readSlider(named('age'), before) + 20);
    expect(older[IDENTITY.foreheadLines]).toBeGreaterThan(before[IDENTITY.foreheadLines] + 0.9);
    const darker = moveSlider(named('melanin'), before, 2);
    expect(darker[IDENTITY.melanin]).toBeCloseTo(2, 5);
    expect(darker.subarray(0, 120)).toEqual(before.subarray(0, 120));
  });
});
