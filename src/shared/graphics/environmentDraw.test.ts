import { describe, expect, it } from 'vitest';
import { Rng } from '@shared/lib/rng';
import { BACKGROUND } from './coefficientLayout';
import { drawEnvironment, type DrawnEnvironment } from './environmentDraw';
import { openIrradiance } from './lightFields';
import { DEFAULT_GRAPHICS_OPTIONS, PLACES, type GraphicsOptions } from './recipeOptions';
import { splitKeyLight } from './sphericalHarmonics';

const draw = (options: Partial<GraphicsOptions>, count: number): DrawnEnvironment[] =>
  Array.from({ length: count }, (_, i) =>
    drawEnvironment(new Rng(4, 1, i), new Rng(4, 2, i), { ...DEFAULT_GRAPHICS_OPTIONS, ...options }),
  );
const luminance = (rgb: ArrayLike<number>): number => 0.3 * rgb[0] + 0.6 * rgb[1] + 0.1 * rgb[2];

/** How many times brighter a surface in the key light is than one in its shadow. */
function contrast({ light }: DrawnEnvironment): number {
  const ambient = new Float32Array(27);
  const key = splitKeyLight(light, ambient);
  const shade = new Float32Array(3);
  openIrradiance(ambient, ...key.direction, shade);
  return (luminance(key.colour) + luminance(shade)) / luminance(shade);
}
const only = (place: string): GraphicsOptions['places'] =>
  ({ ...Object.fromEntries(PLACES.map((name) => [name, name === place ? 1 : 0])) }) as GraphicsOptions['places'];

describe('drawEnvironment', () => {
  it('goes to the places in proportion to their weights', () => {
    const weights = { indoor: 0, outdoor: 3, window: 1, flash: 0, mixed: 0 };
    const drawn = draw({ places: weights }, 2000);
    const share = (place: string): number => drawn.filter((one) => one.place === place).length / drawn.length;
    expect([share('indoor'), share('flash'), share('mixed')]).toEqual([0, 0, 0]);
    expect(Math.abs(share('outdoor') - 0.75)).toBeLessThan(0.03);
  });

  it('is one even, colourless light and a plain wall at strength 0', () => {
    const drawn = draw({ lightStrength: 0, backgroundStrength: 0 }, 20);
    for (const { light, background, shadowSoftness } of drawn) {
      expect(light).toEqual(drawn[0].light);
      expect(shadowSoftness).toBe(drawn[0].shadowSoftness);
      expect(Math.max(...background.map(Math.abs))).toBe(0);
    }
    const { light } = drawn[0];
    for (let band = 0; band < 9; band++) {
      expect(light[3 * band]).toBeCloseTo(light[3 * band + 1], 6);
      expect(light[3 * band + 2]).toBeCloseTo(light[3 * band + 1], 6);
    }
    expect(contrast(drawn[0])).toBeLessThan(2);
  });

  it('says whether the place is open, so that the backdrop agrees with the light', () => {
    for (const { place, background } of draw({}, 200))
      expect(background[BACKGROUND.outdoor] > 0).toBe(place === 'outdoor');
  });

  it('has a realistic share of hard light, and harsher light at strength 2', () => {
    const hard = (lightStrength: number): number => {
      const drawn = draw({ lightStrength }, 1500);
      return drawn.filter((one) => one.shadowSoftness < 0.35 && contrast(one) > 2.5).length / drawn.length;
    };
    expect(hard(1)).toBeGreaterThan(0.15);
    expect(hard(1)).toBeLessThan(0.4);
    expect(hard(2)).toBeGreaterThan(hard(1) + 0.1);
  });

  it('lights from the side at a window, from the front with a flash, in two colours where light is mixed', () => {
    const keyOf = ({ light }: DrawnEnvironment): readonly [number, number, number] =>
      splitKeyLight(light, new Float32Array(27)).direction;
    const mean = (place: string, of: (one: DrawnEnvironment) => number): number =>
      draw({ places: only(place) }, 300).reduce((sum, one) => sum + of(one), 0) / 300;
    expect(mean('window', (one) => Math.abs(keyOf(one)[0]))).toBeGreaterThan(0.65);
    expect(mean('flash', (one) => keyOf(one)[2])).toBeGreaterThan(0.9);
    // Red less blue along the axis across, against the light itself there.
    const colourDifference = (one: DrawnEnvironment): number => {
      const rgb = [new Float32Array(3), new Float32Array(3)];
      [1, -1].forEach((x, i) => openIrradiance(one.light, x, 0, 0, rgb[i]));
      return Math.abs(rgb[0][0] / rgb[0][2] - rgb[1][0] / rgb[1][2]);
    };
    expect(mean('mixed', colourDifference)).toBeGreaterThan(2 * mean('window', colourDifference));
  });

  it('is finite, with some light in every colour', () => {
    for (const { light } of draw({ lightStrength: 2 }, 200)) {
      expect(light.every(Number.isFinite)).toBe(true);
      expect(Math.min(light[0], light[1], light[2])).toBeGreaterThan(0);
    }
  });
});
