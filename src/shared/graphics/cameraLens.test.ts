import { describe, expect, it } from 'vitest';
import { convolve, lensKernel } from './cameraLens';

const side = 33;
const centre = 3 * (16 * side + 16);

function spread(radius: number, way: readonly [number, number]): Float32Array {
  const kernel = lensKernel(radius, way);
  if (kernel === null) throw new Error('expected a kernel');
  const from = new Float32Array(3 * side * side);
  from[centre + 1] = 1;
  const to = new Float32Array(from.length);
  convolve(from, to, side, side, kernel);
  return to;
}

/** Mean square distance from the middle, across and down, of the green light. */
function widths(pixels: Float32Array): readonly [number, number] {
  let [across, down] = [0, 0];
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const value = pixels[3 * (y * side + x) + 1];
      across += value * (x - 16) ** 2;
      down += value * (y - 16) ** 2;
    }
  return [across, down];
}

describe('lensKernel', () => {
  it('is nothing where nothing would be seen', () => {
    expect(lensKernel(0, [0, 0])).toBeNull();
    expect(lensKernel(0.1, [0.1, 0])).toBeNull();
  });

  it('loses and adds no light', () => {
    for (const [radius, way] of [
      [0.4, [0, 0]],
      [2.7, [0, 0]],
      [0, [4, -2]],
      [1.5, [3, 3]],
    ] as const) {
      const sum = spread(radius, way).reduce((total, value) => total + value, 0);
      expect(sum).toBeCloseTo(1, 5);
    }
  });

  it('makes a disc of the radius asked for: mean square distance r²/4 along each axis', () => {
    const [across, down] = widths(spread(4, [0, 0]));
    expect(across).toBeCloseTo(down, 4);
    expect(across).toBeGreaterThan(3.7);
    expect(across).toBeLessThan(4.7);
  });

  it('draws points along the way of the camera: mean square distance L²/12', () => {
    const [across, down] = widths(spread(0, [9, 0]));
    expect(across).toBeGreaterThan(6);
    expect(across).toBeLessThan(8.5);
    expect(down).toBeLessThan(0.01);
  });

  it('keeps an even picture even up to its edges', () => {
    const kernel = lensKernel(2, [2, 1]);
    if (kernel === null) throw new Error('expected a kernel');
    const from = new Float32Array(3 * 20 * 10).fill(0.7);
    const to = new Float32Array(from.length);
    convolve(from, to, 20, 10, kernel);
    expect(to.every((value) => Math.abs(value - 0.7) < 1e-5)).toBe(true);
  });
});
