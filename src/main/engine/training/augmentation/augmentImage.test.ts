import { AugmentationConfig, NO_AUGMENTATION } from '@shared/domain/training';
import { Rng } from '@shared/lib/rng';
import { describe, expect, it } from 'vitest';
import { augmentImage } from './augmentImage';
import { blurImage } from './blur';
import { changeColour } from './colour';
import { resampleImage } from './resample';
import { warpImage } from './warp';

const [width, height] = [12, 10];
const image = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 37 + Math.floor(i / 7) * 11) % 256);
const view = (config: AugmentationConfig, rng = new Rng(1)): Float32Array => {
  const out = new Float32Array(image.length);
  augmentImage(image, out, width, height, config, rng);
  return out;
};

describe('augmentImage', () => {
  it('is the network input itself when everything is off', () => {
    view(NO_AUGMENTATION).forEach((value, i) => expect(value).toBeCloseTo(image[i] / 127.5 - 1, 5));
  });

  it('mirrors rows', () => {
    const out = view({ ...NO_AUGMENTATION, flip: 1 });
    for (let i = 0; i < 3; i++) expect(out[i]).toBeCloseTo(image[(width - 1) * 3 + i] / 127.5 - 1, 5);
  });

  it('is named by its stream, and stays in range', () => {
    const config = AugmentationConfig.parse({ blur: 0.5, noise: 0.5, erase: 0.5, grey: 0.5, resample: 0.5 });
    const views = Array.from({ length: 40 }, (_, row) => view(config, new Rng(3, 9, 0, row)));
    views.forEach((out, row) => {
      expect(view(config, new Rng(3, 9, 0, row))).toEqual(out);
      for (const value of out) expect(Math.abs(value)).toBeLessThanOrEqual(1);
    });
    expect(new Set(views.map((out) => out.join())).size).toBe(40);
  });

  it.each(['geometry', 'colour', 'grey', 'blur', 'noise', 'resample', 'erase'] as const)(
    '%s changes the picture',
    (key) => {
      const strong = { ...NO_AUGMENTATION, shift: 0.1, scale: 0.1, rotateDeg: 10, colourStrength: 0.3 };
      expect(view({ ...strong, [key]: 1 })).not.toEqual(view(NO_AUGMENTATION));
    },
  );
});

describe('warpImage', () => {
  const identity = { mirror: false, shiftX: 0, shiftY: 0, scale: 1, rotateRad: 0 };
  const warped = (change: Partial<typeof identity>): Float32Array => {
    const out = new Float32Array(image.length);
    warpImage(image, out, width, height, { ...identity, ...change });
    return out;
  };

  it('shifts to the right and down', () => {
    const out = warped({ shiftX: 2, shiftY: 1 });
    expect(out[(3 * width + 5) * 3]).toBeCloseTo(image[(2 * width + 3) * 3], 4);
  });

  it('turns half way round', () => {
    const out = warped({ rotateRad: Math.PI });
    expect(out[0]).toBeCloseTo(image[(height * width - 1) * 3], 2);
  });

  it('mirrors before it shifts', () => {
    const out = warped({ mirror: true, shiftX: 1 });
    expect(out[(4 * width + 1) * 3]).toBeCloseTo(image[(4 * width + width - 1) * 3], 4);
  });
});

describe('image filters', () => {
  it('keep a flat image flat', () => {
    const flat = new Float32Array(width * height * 3).fill(90);
    blurImage(flat, width, height, 1);
    resampleImage(flat, width, height, 0.5);
    changeColour(flat, { brightness: 1, contrast: 0.5, saturation: 0.3 });
    for (const value of flat) expect(value).toBeCloseTo(90, 3);
  });

  it('keep the mean of a blurred spot', () => {
    const spot = new Float32Array(21 * 21 * 3);
    spot[(10 * 21 + 10) * 3] = 255;
    blurImage(spot, 21, 21, 1);
    expect(spot.reduce((sum, value) => sum + value, 0)).toBeCloseTo(255, 2);
    expect(spot[(10 * 21 + 10) * 3]).toBeCloseTo(255 / (2 * Math.PI), 0);
  });
});
