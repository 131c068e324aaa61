import { describe, expect, it } from 'vitest';
import { Rng } from '@shared/lib/rng';
import { lumaOf } from './alike';
import { commonMask, paintHidden } from './mask';
import { matchNoise, matchSharpness, noiseOf, sharpnessOf } from './texture';

const size = { width: 48, height: 56 };

/** Stripes of a period, with noise of a spread. */
function stripes(periodPx: number, noise: number, seed: number): Uint8ClampedArray {
  const rng = new Rng(seed);
  const pixels = new Uint8ClampedArray(4 * size.width * size.height).fill(255);
  for (let at = 0; at < size.width * size.height; at++) {
    const [x, y] = [at % size.width, Math.floor(at / size.width)];
    const value = 120 + 50 * Math.sin((2 * Math.PI * (x + 0.5 * y)) / periodPx) + noise * rng.normal();
    pixels.fill(value, 4 * at, 4 * at + 3);
  }
  return pixels;
}
const whole = commonMask([], size, false);
const sharpness = (pixels: Uint8ClampedArray): number => sharpnessOf(lumaOf(pixels), size, whole);
const noise = (pixels: Uint8ClampedArray): number => noiseOf(lumaOf(pixels), size, whole);

describe('sharpness and noise of a pair', () => {
  it('measures the noise that is there', () => {
    expect(noise(stripes(40, 0, 1))).toBeLessThan(0.7);
    for (const sigma of [3, 8, 15]) expect(noise(stripes(40, sigma, 2)) / sigma).toBeCloseTo(1, 0.9);
  });

  it.each([
    ['the first', 8, 24],
    ['the second', 24, 8],
  ])('blurs %s where it is the sharper one, and leaves the other', (_which, first, second) => {
    const [a, b] = [stripes(first, 0, 1), stripes(second, 0, 1)];
    const soft = first > second ? a : b;
    const before = soft.slice();
    expect(Math.max(sharpness(a), sharpness(b)) / Math.min(sharpness(a), sharpness(b))).toBeGreaterThan(5);
    matchSharpness(a, b, size, whole);
    expect(sharpness(a) / sharpness(b)).toBeGreaterThan(0.9);
    expect(sharpness(a) / sharpness(b)).toBeLessThan(1.1);
    expect(soft).toEqual(before);
  });

  it('brings the cleaner one up to the noise of the other', () => {
    const [clean, noisy] = [stripes(40, 1, 1), stripes(40, 9, 2)];
    const before = noisy.slice();
    matchNoise(clean, noisy, size, whole, new Rng(5));
    expect(noise(clean) / noise(noisy)).toBeGreaterThan(0.9);
    expect(noise(clean) / noise(noisy)).toBeLessThan(1.1);
    expect(noisy).toEqual(before);
  });
});

describe('what is shown of a pair', () => {
  it('hides a black corner of either picture in both, and no dark pupil', () => {
    const [a, b] = [stripes(40, 0, 1), stripes(40, 0, 1)];
    const black = (pixels: Uint8ClampedArray, x: number, y: number): unknown =>
      pixels.fill(3, 4 * (y * size.width + x), 4 * (y * size.width + x) + 3);
    for (const [x, y] of [[0, 0], [1, 0], [0, 1]] as const) black(a, x, y); // prettier-ignore
    black(b, size.width - 1, size.height - 1);
    black(b, 20, 20);
    const mask = commonMask([a, b], size, false);
    expect([...mask.entries()].filter(([, shown]) => shown === 0).map(([at]) => at)).toEqual([
      0,
      1,
      size.width,
      size.width * size.height - 1,
    ]);
    paintHidden(b, mask);
    expect([...b.subarray(0, 4)]).toEqual([128, 128, 128, 255]);
    expect(b[4 * (20 * size.width + 20)]).toBe(3);
  });

  it('shows of the face an oval that reaches no corner', () => {
    const mask = commonMask([], size, true);
    expect(mask[0]).toBe(0);
    expect(mask[28 * size.width + 24]).toBe(1);
    const share = mask.reduce((sum, shown) => sum + shown, 0) / mask.length;
    expect(share).toBeCloseTo(Math.PI * 0.4 * 0.48, 1);
  });
});
