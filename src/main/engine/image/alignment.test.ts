import { describe, expect, it } from 'vitest';
import { cropSize, type Similarity } from '@shared/graphics/alignment';
import { ALIGNER_FINGERPRINT, alignFace } from './alignFace';
import { alignmentFor, alignmentResidualPx, applySimilarity, templatePoints, invertSimilarity } from './alignment';
import { decodeImage } from './decodeImage';
import { type Landmarks5, parseLandmarks5, type Point2 } from './landmarks5';
import { resizeRgb } from './resize';
import { gradientImage, maxDifference, readFixture, testCodecs } from './sampleImages.testing';
import { warpRgbExact } from './warpRgb';

type Sample = readonly [row: number, column: number, channel: number, value: number];
interface ReferenceSet {
  readonly landmarks: readonly Point2[];
  readonly matrix112: readonly (readonly number[])[];
  readonly matrix96x112: readonly (readonly number[])[];
  readonly warp112: readonly Sample[];
  readonly warp112Sum: number;
  readonly warp96x112: readonly Sample[];
  readonly warp96x112Sum: number;
}
const reference = JSON.parse(Buffer.from(readFixture('alignment.json')).toString()) as {
  sets: Record<string, ReferenceSet>;
};
const picture = await decodeImage(await testCodecs(), readFixture('alignment.png'), 'alignment.png');

const rows = ({ a, b, tx, ty }: Similarity): number[] => [a, -b, tx, b, a, ty];

describe.each(Object.entries(reference.sets))('against the reference: %s', (_name, set) => {
  const landmarks = parseLandmarks5(set.landmarks, 'fixture');

  it.each([
    ['112x112', set.matrix112, set.warp112, set.warp112Sum],
    ['96x112', set.matrix96x112, set.warp96x112, set.warp96x112Sum],
  ] as const)('%s: matrix within 1e-4, warp within 1e-3', (crop, matrix, samples, sum) => {
    const similarity = alignmentFor(landmarks, crop);
    expect(maxDifference(rows(similarity), matrix.flat())).toBeLessThan(1e-4);
    const { widthPx, heightPx } = cropSize(crop);
    const warped = warpRgbExact(picture, similarity, widthPx, heightPx);
    for (const [row, column, channel, value] of samples)
      expect(Math.abs(warped[(row * widthPx + column) * 3 + channel] - value)).toBeLessThan(1e-3);
    expect(Math.abs(warped.reduce((total, value) => total + value, 0) - sum) / sum).toBeLessThan(1e-6);
  });

  it('a face aligned without shrinking is the exact warp, rounded', () => {
    const { rgb } = alignFace(picture, landmarks, '112x112');
    expect(maxDifference(rgb, warpRgbExact(picture, alignmentFor(landmarks, '112x112'), 112, 112))).toBeLessThan(0.51);
  });

  it('undoing a similarity gives the landmarks back', () => {
    const there = alignmentFor(landmarks, '256x256');
    const back = invertSimilarity(there);
    for (const point of landmarks)
      expect(maxDifference(applySimilarity(back, applySimilarity(there, point)), point)).toBeLessThan(1e-9);
  });
});

const onTemplate = templatePoints('112x112');
const scaled = (factor: number, dx = 0, dy = 0): Landmarks5 =>
  parseLandmarks5(
    onTemplate.map(([x, y]) => [(x + 0.5) * factor - 0.5 + dx, (y + 0.5) * factor - 0.5 + dy]),
    'test',
  );

describe('alignFace', () => {
  it('leaves a crop that already lies on the template as it is', () => {
    const crop = gradientImage(112, 112);
    expect(maxDifference(alignFace(crop, onTemplate).rgb, crop.rgb)).toBe(0);
    expect(alignmentResidualPx(onTemplate, '112x112')).toBeLessThan(1e-9);
  });

  it('the 96 px crop is the 112 px crop without 8 columns on either side', () => {
    const crop = gradientImage(112, 112);
    const narrow = alignFace(crop, onTemplate, '96x112');
    for (let y = 0; y < 112; y += 10)
      for (let x = 0; x < 96; x += 5) expect(narrow.rgb[(y * 96 + x) * 3]).toBe(crop.rgb[(y * 112 + x + 8) * 3]);
  });

  it('from a picture six times as large gives the averaged, not the point-sampled, picture', () => {
    // Stripes one pixel wide average to grey; looking up single pixels would keep them black and white.
    const side = 112 * 6;
    const rgb = new Uint8Array(side * side * 3);
    for (let i = 0; i < side * side; i++) rgb.fill(i % 2 === 0 ? 255 : 0, i * 3, i * 3 + 3);
    const { rgb: crop } = alignFace({ rgb, widthPx: side, heightPx: side }, scaled(6));
    const inner = [];
    for (let y = 4; y < 108; y++) for (let x = 4; x < 108; x++) inner.push(crop[(y * 112 + x) * 3]);
    expect(Math.min(...inner)).toBeGreaterThan(115);
    expect(Math.max(...inner)).toBeLessThan(140);
  });

  it('shrinking first does not shift the face: it agrees with resizing the whole picture', () => {
    const large = gradientImage(1000, 900);
    const { rgb } = alignFace(large, scaled(5, 200, 100));
    const small = resizeRgb(large, 112, 112, { leftPx: 200, topPx: 100, widthPx: 560, heightPx: 560 });
    const inner = (crop: Uint8Array): number[] =>
      Array.from(crop).filter(
        (_value, i) => i % 336 > 15 && i % 336 < 320 && i > 336 * 5 && i < 336 * 107 && i % 3 < 2,
      );
    expect(maxDifference(inner(rgb), inner(small.rgb))).toBeLessThan(2);
  });

  it('a face beside the picture is black, not an error', () => {
    expect(alignFace(gradientImage(50, 50), scaled(1, 5000, 5000)).rgb.every((value) => value === 0)).toBe(true);
  });

  it('names itself', () => expect(ALIGNER_FINGERPRINT).toMatch(/^outis-align\/1 /));
});

describe('parseLandmarks5', () => {
  it.each([
    [null],
    [[]],
    [[[1, 2]]],
    [
      [
        [1, 2],
        [1, 2],
        [3, 3],
        [4, 4],
        [5, 5],
      ],
    ],
    [
      [
        [1, NaN],
        [2, 2],
        [3, 3],
        [4, 4],
        [5, 5],
      ],
    ],
    [
      [
        [1, '2'],
        [2, 2],
        [3, 3],
        [4, 4],
        [5, 5],
      ],
    ],
  ])('refuses %j', (points) => expect(() => parseLandmarks5(points, 'points.json')).toThrow(/landmark|eyes/i));
});
