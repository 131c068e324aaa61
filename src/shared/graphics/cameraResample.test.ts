import { describe, expect, it } from 'vitest';
import { resample } from './cameraResample';

/** A slope across and down, which every good filter keeps. */
function slope(width: number, height: number): Float32Array {
  const out = new Float32Array(3 * width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++) out[3 * (y * width + x) + c] = (x + 0.5) / width + (c * (y + 0.5)) / height;
  return out;
}

describe('resample', () => {
  it('keeps the mean of a picture made smaller by areas', () => {
    const from = Float32Array.from({ length: 3 * 40 * 30 }, (_, i) => Math.sin(i * 1.7) + Math.cos(i * 0.13));
    const to = new Float32Array(3 * 20 * 15);
    resample(from, 40, 30, to, 20, 15, 'area');
    const mean = (values: Float32Array, c: number): number =>
      values.reduce((sum, value, i) => (i % 3 === c ? sum + value : sum), 0) / (values.length / 3);
    for (const c of [0, 1, 2]) expect(mean(to, c)).toBeCloseTo(mean(from, c), 5);
  });

  it.each(['area', 'bilinear', 'cubic'] as const)('keeps a slope (%s)', (filter) => {
    const [width, height] = filter === 'area' ? [23, 17] : [61, 55];
    const to = new Float32Array(3 * width * height);
    resample(slope(37, 41), 37, 41, to, width, height, filter);
    const expected = slope(width, height);
    for (let y = 5; y < height - 5; y++)
      for (let x = 5; x < width - 5; x++)
        for (let c = 0; c < 3; c++) {
          const n = 3 * (y * width + x) + c;
          expect(Math.abs(to[n] - expected[n])).toBeLessThan(filter === 'area' ? 0.012 : 1e-4);
        }
  });
});
