import { describe, expect, it } from 'vitest';
import { Rng } from '@shared/lib/rng';
import { commonSize, isGrey, lightOf, matchLight, middlePart, toGrey } from './alike';

function picture(seed: number, low: number, high: number, grey = false): Uint8ClampedArray {
  const rng = new Rng(seed);
  const pixels = new Uint8ClampedArray(4 * 40 * 40);
  for (let at = 0; at < pixels.length; at += 4) {
    const value = rng.range(low, high);
    pixels.set(grey ? [value, value, value, 255] : [value, rng.range(low, high), rng.range(low, high), 255], at);
  }
  return pixels;
}

describe('making two pictures alike', () => {
  it('sees grey through the noise of JPEG, and colour where there is some', () => {
    const grey = picture(1, 20, 220, true);
    expect(isGrey(grey)).toBe(true);
    grey.forEach((value, at) => (grey[at] = value + (at % 3)));
    expect(isGrey(grey)).toBe(true);
    expect(isGrey(picture(2, 20, 220))).toBe(false);
  });

  it('turns colour to luma and keeps grey as it is', () => {
    const one = Uint8ClampedArray.of(255, 0, 0, 255, 10, 10, 10, 255);
    toGrey(one);
    expect([...one]).toEqual([76, 76, 76, 255, 10, 10, 10, 255]);
  });

  it('leaves no difference in mean and spread of the light', () => {
    const a = picture(3, 30, 110);
    const b = picture(4, 90, 200);
    matchLight(a, b);
    expect(lightOf(a).mean).toBeCloseTo(lightOf(b).mean, 0);
    expect(lightOf(a).spread).toBeCloseTo(lightOf(b).spread, 0);
    expect(a[3]).toBe(255);
  });

  it('does not blow up a plain picture', () => {
    const plain = new Uint8ClampedArray(400).fill(90);
    matchLight(plain, picture(5, 0, 255));
    expect(Number.isFinite(lightOf(plain).mean)).toBe(true);
    expect(lightOf(plain).spread).toBeLessThan(1);
  });

  it('takes the narrowest shape and enlarges nothing', () => {
    const sizes = [
      { width: 112, height: 112 },
      { width: 96, height: 112 },
      { width: 256, height: 256 },
    ];
    expect(commonSize(sizes)).toEqual({ width: 96, height: 112 });
    expect(
      commonSize([
        { width: 256, height: 256 },
        { width: 96, height: 112 },
      ]),
    ).toEqual({ width: 96, height: 112 });
    expect(middlePart({ width: 112, height: 112 }, { width: 96, height: 112 })).toEqual({
      x: 8,
      y: 0,
      width: 96,
      height: 112,
    });
    expect(middlePart({ width: 96, height: 112 }, { width: 96, height: 112 })).toEqual({
      x: 0,
      y: 0,
      width: 96,
      height: 112,
    });
  });
});
