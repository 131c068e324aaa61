import { describe, expect, it } from 'vitest';
import { forwardDct8, inverseDct8, quantisationSteps, throughJpeg } from './cameraJpeg';

const side = 48;

/** Smooth in colour, with fine detail in brightness. */
function picture(): Float32Array {
  const out = new Float32Array(3 * side * side);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const detail = 0.12 * Math.sin(0.9 * x + 0.4 * y) * Math.cos(0.7 * y);
      const n = 3 * (y * side + x);
      out[n] = 0.5 + detail + (0.2 * x) / side;
      out[n + 1] = 0.45 + detail;
      out[n + 2] = 0.4 + detail - (0.15 * y) / side;
    }
  return out;
}

function rootMeanSquare(a: Float32Array, b: Float32Array): number {
  return Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0) / a.length);
}

function errorAt(quality: number): number {
  const pixels = picture();
  throughJpeg(pixels, side, side, quality);
  return rootMeanSquare(pixels, picture());
}

describe('the eight-point DCT', () => {
  const values = Float64Array.from([12, -40, 3.5, 99, -128, 0, 27, 64]);

  it('agrees with its definition', () => {
    const fast = values.slice();
    forwardDct8(fast, 0, 1);
    for (let k = 0; k < 8; k++) {
      let sum = 0;
      for (let n = 0; n < 8; n++) sum += values[n] * Math.cos(((2 * n + 1) * k * Math.PI) / 16);
      expect(fast[k]).toBeCloseTo(sum * (k === 0 ? Math.sqrt(1 / 8) : 0.5), 9);
    }
  });

  it('is undone by its inverse', () => {
    const there = values.slice();
    forwardDct8(there, 0, 1);
    inverseDct8(there, 0, 1);
    values.forEach((value, i) => expect(there[i]).toBeCloseTo(value, 9));
  });
});

describe('throughJpeg', () => {
  it('loses next to nothing at quality 100', () => {
    expect(errorAt(100)).toBeLessThan(1.5 / 255);
  });

  it('loses more the lower the quality', () => {
    const errors = [100, 90, 75, 50, 25, 10].map(errorAt);
    errors.slice(1).forEach((error, i) => expect(error).toBeGreaterThan(errors[i]));
    expect(errors[5]).toBeGreaterThan(0.02);
  });

  it('keeps a flat picture flat, whatever its size', () => {
    for (const [width, height] of [
      [31, 45],
      [16, 16],
      [9, 8],
    ]) {
      const pixels = new Float32Array(3 * width * height).fill(0.5);
      throughJpeg(pixels, width, height, 40);
      expect(Math.max(...pixels) - Math.min(...pixels)).toBeLessThan(1e-6);
      expect(Math.abs(pixels[0] - 0.5)).toBeLessThan(0.03);
    }
  });

  it('scales its tables as the common encoder does', () => {
    expect([...quantisationSteps([16, 99], 50)]).toEqual([16, 99]);
    expect([...quantisationSteps([16, 99], 75)]).toEqual([8, 50]);
    expect([...quantisationSteps([16, 99], 100)]).toEqual([1, 1]);
    expect([...quantisationSteps([16, 99], 10)]).toEqual([80, 255]);
  });
});
