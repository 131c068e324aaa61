import { describe, expect, it } from 'vitest';
import { cropRgb, fitInside, resizeRgb } from './resize';
import { gradientImage, maxDifference } from './sampleImages.testing';

describe('resizeRgb', () => {
  it('to the same size changes nothing', () => {
    const image = gradientImage(13, 7);
    expect(maxDifference(resizeRgb(image, 13, 7).rgb, image.rgb)).toBe(0);
  });

  it('keeps a flat colour flat at every size', () => {
    const image = { rgb: new Uint8Array(10 * 10 * 3).fill(200), widthPx: 10, heightPx: 10 };
    for (const side of [1, 3, 7, 20, 33])
      expect(resizeRgb(image, side, side).rgb.every((value) => value === 200)).toBe(true);
  });

  it('averages when it shrinks', () => {
    const rgb = new Uint8Array(64 * 64 * 3);
    for (let i = 0; i < 64 * 64; i++) rgb.fill(((i + (i >> 6)) & 1) * 255, i * 3, i * 3 + 3);
    const { rgb: small } = resizeRgb({ rgb, widthPx: 64, heightPx: 64 }, 8, 8);
    for (const value of small) expect(Math.abs(value - 128)).toBeLessThan(8);
  });

  it('interpolates when it enlarges', () => {
    const image = { rgb: Uint8Array.of(0, 0, 0, 100, 100, 100), widthPx: 2, heightPx: 1 };
    expect(Array.from(resizeRgb(image, 4, 1).rgb).filter((_value, i) => i % 3 === 0)).toEqual([0, 25, 75, 100]);
  });

  it('takes a part', () => {
    const image = gradientImage(20, 20);
    const part = { leftPx: 5, topPx: 3, widthPx: 9, heightPx: 8 };
    expect(maxDifference(resizeRgb(image, 9, 8, part).rgb, cropRgb(image, part).rgb)).toBe(0);
  });

  it('refuses areas and sizes that do not exist', () => {
    const image = gradientImage(4, 4);
    expect(() => resizeRgb(image, 0, 4)).toThrow(RangeError);
    expect(() => resizeRgb(image, 4, 4, { leftPx: 2, topPx: 0, widthPx: 3, heightPx: 4 })).toThrow(RangeError);
    expect(() => resizeRgb({ ...image, widthPx: 5 }, 4, 4)).toThrow(RangeError);
  });
});

describe('cropRgb', () => {
  it('fills what lies outside with the matte', () => {
    const image = { rgb: new Uint8Array(2 * 2 * 3).fill(9), widthPx: 2, heightPx: 2 };
    const { rgb } = cropRgb(image, { leftPx: -1, topPx: -1, widthPx: 4, heightPx: 4 }, 77);
    expect(Array.from(rgb).filter((value) => value === 9)).toHaveLength(12);
    expect([rgb[0], rgb[3 * 5], rgb[rgb.length - 1]]).toEqual([77, 9, 77]);
    expect(cropRgb(image, { leftPx: 9, topPx: 9, widthPx: 1, heightPx: 1 }).rgb).toEqual(Uint8Array.of(128, 128, 128));
  });
});

it('fitInside keeps proportions and never enlarges', () => {
  expect(fitInside(4000, 3000, 160)).toEqual({ widthPx: 160, heightPx: 120 });
  expect(fitInside(10, 8, 160)).toEqual({ widthPx: 10, heightPx: 8 });
  expect(fitInside(9000, 1, 100)).toEqual({ widthPx: 100, heightPx: 1 });
});
