import { describe, expect, it } from 'vitest';
import type { RgbImage } from '../image/rgbImage';
import { coverFeatures, coveredEstimate } from './coveredEstimate';

const SIDE = 112;
function picture(colourAt: (x: number, y: number) => readonly [number, number, number]): RgbImage {
  const rgb = new Uint8Array(SIDE * SIDE * 3);
  for (let y = 0; y < SIDE; y++) for (let x = 0; x < SIDE; x++) rgb.set(colourAt(x, y), (y * SIDE + x) * 3);
  return { rgb, widthPx: SIDE, heightPx: SIDE };
}
/** Skin with some light from the left. */
const skin = (x: number): readonly [number, number, number] => {
  const light = 1.1 - x / 400;
  return [190 * light, 140 * light, 115 * light];
};
const BLUE = [60, 110, 190] as const;

describe('cover features', () => {
  it('are nothing for one even colour', () => {
    for (const feature of coverFeatures(picture(() => [180, 130, 110]))) expect(feature).toBeCloseTo(0, 5);
  });

  it('tell the cells of another colour, averaged with their mirror images', () => {
    // Rows 84 to 95 px on the left half: the sixth row of cells, half covered once it is folded.
    const features = coverFeatures(picture((x, y) => (x < 56 && y >= 84 && y < 96 ? BLUE : [180, 130, 110])));
    const red = Math.abs(Math.log(68 / 118) - Math.log(188 / 138));
    const blue = Math.abs(Math.log(198 / 118) - Math.log(118 / 138));
    for (const [i, feature] of features.slice(0, 21).entries())
      expect(feature).toBeCloseTo(i >= 15 && i < 18 ? (red + blue) / 2 : 0, 5);
  });

  it('tell how much brightness varies in a cell', () => {
    // Stripes of 100 and 140: deviation 20 in cells of even width, nearly so in the others.
    const features = coverFeatures(picture((x) => (x % 2 === 0 ? [100, 100, 100] : [140, 140, 140])));
    for (const feature of features.slice(21)) expect(feature).toBeCloseTo(Math.log(21), 1);
  });
});

describe('covered estimate', () => {
  it('rises where a mask hides the lower half', () => {
    const bare = coveredEstimate(picture(skin), 0.9);
    const masked = coveredEstimate(
      picture((x, y) => (y > 74 ? BLUE : skin(x))),
      0.7,
    );
    expect(bare).toBeLessThan(0.3);
    expect(masked).toBeGreaterThan(0.6);
  });

  it('is higher where the detector is less sure', () => {
    const view = picture((x, y) => (y > 90 ? BLUE : skin(x)));
    expect(coveredEstimate(view, 0.5)).toBeGreaterThan(coveredEstimate(view, 0.95));
  });

  it('is not made without colours', () => {
    expect(
      coveredEstimate(
        picture((x) => [x + 60, x + 60, x + 60]),
        0.5,
      ),
    ).toBeNaN();
  });
});
