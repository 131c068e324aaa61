import { describe, expect, it } from 'vitest';
import { cropRgb, resizeRgb } from '../image/resize';
import type { RgbImage } from '../image/rgbImage';
import { FACE_AREA_112, imageQuality } from './imageQuality';

function grey(widthPx: number, heightPx: number, value: (x: number, y: number) => number): RgbImage {
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) rgb.fill(value(x, y), (y * widthPx + x) * 3, (y * widthPx + x) * 3 + 3);
  return { rgb, widthPx, heightPx };
}

describe('imageQuality', () => {
  it('of a flat picture: its own level, no contrast, no sharpness', () => {
    const quality = imageQuality(grey(20, 20, () => 90));
    expect(quality.sharpness).toBeCloseTo(0, 6);
    expect(quality.exposure).toBeCloseTo(90, 4);
    expect(quality.contrast).toBeLessThan(0.01);
    expect([quality.darkShare, quality.brightShare]).toEqual([0, 0]);
  });

  it('of black and white halves: contrast 127.5, all pixels clipped', () => {
    const quality = imageQuality(grey(20, 20, (x) => (x < 10 ? 0 : 255)));
    expect(quality.contrast).toBeCloseTo(127.5, 1);
    expect([quality.darkShare, quality.brightShare]).toEqual([0.5, 0.5]);
  });

  it('of a one-pixel checkerboard: the Laplacian is ±4 · 2 · 50, its variance 400²', () => {
    expect(imageQuality(grey(12, 12, (x, y) => ((x + y) % 2 === 0 ? 50 : 150))).sharpness).toBeCloseTo(400 * 400, -1);
  });

  it('falls when the picture is blurred', () => {
    const sharp = grey(64, 64, (x, y) => (x * x + y * 13) & 255);
    const blurred = resizeRgb(resizeRgb(sharp, 16, 16), 64, 64);
    expect(imageQuality(blurred).sharpness).toBeLessThan(imageQuality(sharp).sharpness / 10);
  });

  it('looks only at the area', () => {
    const framed = grey(112, 112, (x, y) => (x < 20 || y < 20 ? 0 : 120));
    expect(imageQuality(framed, FACE_AREA_112)).toEqual(imageQuality(cropRgb(framed, FACE_AREA_112)));
    expect(imageQuality(framed, FACE_AREA_112).darkShare).toBe(0);
    expect(() => imageQuality(framed, { ...FACE_AREA_112, leftPx: 100 })).toThrow(RangeError);
  });
});
