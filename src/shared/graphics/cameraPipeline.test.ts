import { describe, expect, it } from 'vitest';
import { Rng } from '@shared/lib/rng';
import { drawCamera, drawViewpoint, type DrawnCamera } from './cameraDraw';
import { develop } from './cameraPipeline';
import { applyTone } from './cameraSensor';
import { makeFrame, SAMPLES, type Frame } from './frame';
import { DEFAULT_GRAPHICS_OPTIONS, FAULTLESS_CAMERA } from './recipeOptions';

const WHITE = { red: 1, blue: 1 };
const NEUTRAL_OPTIONS = {
  ...DEFAULT_GRAPHICS_OPTIONS,
  ...FAULTLESS_CAMERA,
};

function cameraOf(options: typeof DEFAULT_GRAPHICS_OPTIONS, index: number): DrawnCamera {
  const rng = new Rng(3, 1, index);
  return drawCamera(rng, drawViewpoint(rng, options), options);
}
const neutral = cameraOf(NEUTRAL_OPTIONS, 0);

function frameOf(light: (x: number, y: number, c: number) => number): Frame {
  const frame = makeFrame('112x112');
  for (let y = 0; y < frame.height; y++)
    for (let x = 0; x < frame.width; x++)
      for (let c = 0; c < 3; c++)
        frame.colour[3 * (y * frame.width + x) + c] = light(x / frame.width, y / frame.height, c);
  return frame;
}
const waves = (x: number, y: number, c: number): number => 0.25 + 0.2 * Math.sin(40 * x + c) * Math.cos(31 * y);
const grey = (level: number) => (): number => level;

/** Mean and deviation of one channel, as shares of the display's range. */
function statistics(rgba: Uint8ClampedArray, c: number): { mean: number; deviation: number } {
  const values = Array.from(rgba).filter((_, i) => i % 4 === c);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean: mean / 255, deviation: Math.sqrt(variance) / 255 };
}

describe('develop', () => {
  it('with all strengths 0 is exposure and tone curve alone, to the byte', () => {
    const frame = frameOf(waves);
    const expected = new Float32Array(3 * 112 * 112);
    for (let y = 0; y < 112; y++)
      for (let x = 0; x < 112; x++)
        for (let c = 0; c < 3; c++) {
          let sum = 0;
          for (let j = 0; j < SAMPLES; j++)
            for (let i = 0; i < SAMPLES; i++)
              sum += frame.colour[3 * ((SAMPLES * y + j) * frame.width + SAMPLES * x + i) + c];
          expected[3 * (y * 112 + x) + c] = sum / (SAMPLES * SAMPLES);
        }
    applyTone(expected, expected.length, neutral);
    const bytes = Uint8ClampedArray.from({ length: 4 * 112 * 112 }, (_, i) =>
      i % 4 === 3 ? 255 : 255 * expected[3 * (i >> 2) + (i % 4)],
    );
    expect(develop(frame, neutral, 1, WHITE, 77)).toEqual(bytes);
  });

  it('gives noise of the deviation asked for at middle grey, more in the shadows than its light', () => {
    const noisy = { ...neutral, noise: 0.03 };
    const { deviation } = statistics(develop(frameOf(grey(0.2)), noisy, 1, WHITE, 5), 1);
    expect(deviation).toBeGreaterThan(0.027);
    expect(deviation).toBeLessThan(0.034);
    const dark = statistics(develop(frameOf(grey(0.05)), noisy, 1, WHITE, 5), 1);
    expect(dark.deviation / dark.mean).toBeGreaterThan(2 * deviation);
    expect(develop(frameOf(grey(0.2)), noisy, 1, WHITE, 5)).not.toEqual(
      develop(frameOf(grey(0.2)), noisy, 1, WHITE, 6),
    );
  });

  it('loses detail with fewer pixels and with blur, and keeps the mean', () => {
    const sharp = statistics(develop(frameOf(waves), neutral, 1, WHITE, 1), 1);
    for (const fault of [{ resolution: 0.2 }, { blur: 6 }, { motion: [14, 0] as const }]) {
      const soft = statistics(develop(frameOf(waves), { ...neutral, ...fault }, 1, WHITE, 1), 1);
      expect(soft.deviation).toBeLessThan(0.9 * sharp.deviation);
      expect(Math.abs(soft.mean - sharp.mean)).toBeLessThan(0.035);
    }
  });

  it('makes pictures in greys, darker sides, and sharper edges when asked', () => {
    const rgba = develop(frameOf(waves), { ...neutral, saturation: 0 }, 1, WHITE, 1);
    for (let i = 0; i < rgba.length; i += 4) {
      expect(Math.abs(rgba[i] - rgba[i + 1])).toBeLessThanOrEqual(1);
      expect(Math.abs(rgba[i] - rgba[i + 2])).toBeLessThanOrEqual(1);
    }
    const shaded = develop(frameOf(grey(0.2)), { ...neutral, falloff: [0.3, 0] }, 1, WHITE, 1);
    expect(shaded[0]).toBeGreaterThan(shaded[4 * 111] + 15);
    const plain = statistics(develop(frameOf(waves), neutral, 1, WHITE, 1), 1);
    const edged = statistics(develop(frameOf(waves), { ...neutral, sharpening: 0.7 }, 1, WHITE, 1), 1);
    expect(edged.deviation).toBeGreaterThan(plain.deviation);
  });

  it('clips highlights of an overexposed picture', () => {
    const rgba = develop(frameOf(grey(3.9)), { ...neutral, contrast: 0.6 }, 1, WHITE, 1);
    expect(statistics(rgba, 1).mean).toBeGreaterThan(0.95);
  });
});

describe('drawCamera', () => {
  it('is perfect and at one distance when every strength is 0', () => {
    for (let i = 0; i < 20; i++) expect(cameraOf(NEUTRAL_OPTIONS, i)).toEqual(neutral);
    expect(neutral).toMatchObject({
      exposureStops: 0,
      redGain: 1,
      blueGain: 1,
      noise: 0,
      blur: 0,
      motion: [0, 0],
      resolution: 1,
      earlierJpegQuality: null,
      haze: 0,
      saturation: 1,
      sharpening: 0,
    });
    expect([...neutral.falloff, ...neutral.crop].map(Math.abs)).toEqual([0, 0, 0, 0, 1, 0]);
  });

  it('takes pictures from a hand to across the room, a few in greys, more poor ones at strength 2', () => {
    const drawn = Array.from({ length: 1500 }, (_, i) => cameraOf(DEFAULT_GRAPHICS_OPTIONS, i));
    const share = (cameras: readonly DrawnCamera[], test: (camera: DrawnCamera) => boolean): number =>
      cameras.filter(test).length / cameras.length;
    expect(Math.min(...drawn.map(({ distanceDm }) => distanceDm))).toBeGreaterThanOrEqual(3.5);
    expect(Math.max(...drawn.map(({ distanceDm }) => distanceDm))).toBeLessThanOrEqual(50);
    const selfies = share(drawn, ({ distanceDm }) => distanceDm < 6.5);
    expect(selfies).toBeGreaterThan(0.12);
    expect(selfies).toBeLessThan(0.22);
    const grey = share(drawn, ({ saturation }) => saturation === 0);
    expect(grey).toBeGreaterThan(0.015);
    expect(grey).toBeLessThan(0.05);
    const compressed = share(drawn, ({ earlierJpegQuality }) => earlierJpegQuality !== null);
    expect(Math.abs(compressed - 0.6)).toBeLessThan(0.05);
    expect(drawn.every(({ resolution }) => resolution > 0.25 && resolution <= 1)).toBe(true);
    const poor = {
      ...DEFAULT_GRAPHICS_OPTIONS,
      cameraStrength: 2,
      resolutionStrength: 2,
      compressionStrength: 2,
    };
    const surveillance = Array.from({ length: 1500 }, (_, i) => cameraOf(poor, i));
    const mean = (cameras: readonly DrawnCamera[]): number =>
      cameras.reduce((sum, { resolution }) => sum + resolution, 0) / cameras.length;
    expect(mean(surveillance)).toBeLessThan(mean(drawn) - 0.15);
    expect(share(surveillance, ({ saturation }) => saturation === 0)).toBeGreaterThan(0.15);
    expect(share(surveillance, ({ distanceDm }) => distanceDm > 18)).toBeGreaterThan(0.7);
  });
});
