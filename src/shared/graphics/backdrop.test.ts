import { describe, expect, it } from 'vitest';
import { drawBackdrop } from './backdrop';
import { BACKGROUND, BACKGROUND_COUNT } from './coefficientLayout';
import { clearFrame, makeFrame, OWNER } from './frame';
import type { Place } from './recipeOptions';
import { SH_0, type KeyLight } from './sphericalHarmonics';

const KEY: KeyLight = { direction: [0.6, 0.48, 0.64], colour: [0.5, 0.5, 0.5] };

function even(level: number): Float32Array {
  const light = new Float32Array(27);
  light.fill(level / SH_0, 0, 3);
  return light;
}

function draw(background: Float32Array, level = 0.5, place: Place = 'indoor', key = KEY): Float32Array {
  const frame = makeFrame('112x112');
  clearFrame(frame);
  drawBackdrop(frame, background, even(level), key, place);
  return frame.colour;
}

function someplace(outdoor: number): Float32Array {
  const out = new Float32Array(BACKGROUND_COUNT).map((_, i) => ((i * 37) % 11) / 5 - 1);
  out[BACKGROUND.outdoor] = outdoor;
  return out;
}

describe('drawBackdrop', () => {
  it('is a plain grey wall where all coefficients are 0', () => {
    const colour = draw(new Float32Array(BACKGROUND_COUNT));
    for (let n = 0; n < colour.length; n += 3) {
      expect(colour[n]).toBeCloseTo(colour[n + 1], 5);
      expect(colour[n + 2]).toBeCloseTo(colour[n + 1], 5);
    }
    const [low, high] = colour.reduce(
      ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
      [9, 0],
    );
    expect(high / low).toBeLessThan(1.6);
  });

  it('is twice as bright in twice the light', () => {
    const key = (factor: number): KeyLight => ({ ...KEY, colour: [0.5 * factor, 0.5 * factor, 0.5 * factor] });
    for (const outdoor of [-1, 1]) {
      const once = draw(someplace(outdoor), 0.5, 'indoor', key(1));
      const twice = draw(someplace(outdoor), 1, 'indoor', key(2));
      for (let n = 0; n < once.length; n += 301) if (once[n] > 0.01) expect(twice[n] / once[n]).toBeCloseTo(2, 3);
    }
  });

  it('is darker behind a flash, and leaves alone what stands before it', () => {
    const mean = (colour: Float32Array): number => colour.reduce((sum, value) => sum + value, 0) / colour.length;
    const front: KeyLight = { direction: [0, 0, 1], colour: [1, 1, 1] };
    expect(mean(draw(someplace(-1), 0.1, 'flash', front))).toBeLessThan(
      0.6 * mean(draw(someplace(-1), 0.1, 'indoor', front)),
    );
    const frame = makeFrame('112x112');
    clearFrame(frame);
    frame.owner[500] = OWNER.skin;
    frame.colour[1500] = 9;
    drawBackdrop(frame, someplace(1), even(0.5), KEY, 'outdoor');
    expect(frame.colour[1500]).toBe(9);
  });
});
