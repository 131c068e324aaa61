import { describe, expect, it } from 'vitest';
import { GraphicsOptions } from '@shared/domain/graphicsOptions';
import { PRESETS } from '@shared/domain/presets';
import { generatorOptions, numberAssignment } from './generatorOptions';

describe('generatorOptions', () => {
  it('lays the preset over the defaults and single numbers over both', () => {
    const options = generatorOptions('surveillance', { hatProbability: 0.5, 'places.flash': 2 });
    expect(options.hatProbability).toBe(0.5);
    expect(options.places).toEqual({ ...PRESETS.surveillance.places, flash: 2 });
    expect(options.noiseStrength).toBe(PRESETS.surveillance.noiseStrength);
    expect(options.femaleShare).toBe(GraphicsOptions.parse({}).femaleShare);
  });

  it.each([
    [{ hats: 1 }, /hats: there is no such key/],
    [{ hatProbability: 2 }, /hatProbability/],
    [{ 'places.moon': 1 }, /places.moon: there is no such key/],
  ])('refuses %o', (numbers, message) => {
    expect(() => generatorOptions(undefined, numbers)).toThrow(message);
  });
});

describe('numberAssignment', () => {
  it('collects numbers by name', () => {
    expect(numberAssignment('b=0.5', numberAssignment('a=2'))).toEqual({ a: 2, b: 0.5 });
  });

  it.each(['a', 'a=', 'a=much', '=1'])('refuses “%s”', (text) => {
    expect(() => numberAssignment(text)).toThrow();
  });

  it('refuses a name given twice', () => {
    expect(() => numberAssignment('a=1', { a: 2 })).toThrow(/twice/);
  });
});
