import { describe, expect, it } from 'vitest';
import { Failure } from '@shared/lib/failure';
import { encodeJpeg } from '../image/encodeJpeg';
import { templatePoints } from '../image/alignment';
import type { Landmarks5 } from '../image/landmarks5';
import {
  buildPng,
  gradientImage,
  maxDifference,
  plainPng,
  readFixture,
  testCodecs,
  withOrientation,
} from '../image/sampleImages.testing';
import type { DetectedFace, FaceDetector } from './faceDetector';
import { alignWithPoints, type ImportedFace, importOne, type ImportOutcome } from './importFaces';

const codecs = await testCodecs();
const points: Landmarks5 = templatePoints('112x112');
const at = (factor: number): Landmarks5 => points.map(([x, y]) => [x * factor, y * factor]) as unknown as Landmarks5; // five stay five

function face(overrides: Partial<DetectedFace> = {}): DetectedFace {
  return {
    box: { leftPx: 20, topPx: 20, widthPx: 70, heightPx: 80 },
    score: 0.9,
    landmarks: points,
    residualPx: 0,
    prominence: 0.6,
    foundBy: 'test',
    ...overrides,
  };
}
/** The rules of the import are tested with known faces; the real detector has its own tests. */
const finding = (...faces: DetectedFace[]): FaceDetector => ({
  detect: () => Promise.resolve(faces),
  fingerprint: 'test',
});
const noDetector: FaceDetector = { detect: () => Promise.reject(new Error('must not be asked')), fingerprint: 'test' };
const importing = (bytes: Uint8Array, detector: FaceDetector): Promise<ImportOutcome> =>
  importOne(bytes, 's1/1.png', { codecs, detector });

const picture = plainPng(gradientImage(112, 112));

describe('importOne', () => {
  it('cuts the face out and tells where it was', async () => {
    const outcome = await importing(picture, finding(face()));
    expect(outcome).toMatchObject({
      kind: 'imported',
      landmarks: points,
      originalWidthPx: 112,
      detectionScore: 0.9,
      notes: [],
    });
    expect(maxDifference((outcome as ImportedFace).aligned.rgb, gradientImage(112, 112).rgb)).toBe(0);
  });

  it('gives the crop that was asked for', async () => {
    const outcome = await importOne(picture, 'a.png', { codecs, detector: finding(face()), crop: '96x112' });
    expect((outcome as ImportedFace).aligned.widthPx).toBe(96);
  });

  it.each([
    ['an empty file', new Uint8Array(0), 'unreadable'],
    ['a cut file', picture.subarray(0, 60), 'unreadable'],
    ['a text', Buffer.from('not a picture'), 'unsupported'],
    [
      '20,000 x 20,000 px',
      buildPng({ widthPx: 20_000, heightPx: 20_000, bitDepth: 8, colourType: 2, raw: new Uint8Array(9) }),
      'unsupported',
    ],
    ['a dot of 9 px', plainPng(gradientImage(9, 40)), 'too-small'],
  ])('%s is refused before a detector is asked', async (_name, bytes, reason) => {
    const outcome = await importing(bytes, noDetector);
    expect(outcome).toMatchObject({ kind: 'refused', reason });
    if (outcome.kind === 'refused') expect(outcome.detail.length * outcome.remedy.length).toBeGreaterThan(0);
  });

  it('no face, and a face too small, are refused', async () => {
    expect(await importing(picture, finding())).toMatchObject({ kind: 'refused', reason: 'no-face' });
    expect(await importing(picture, finding(face({ landmarks: at(0.2) })))).toMatchObject({
      kind: 'refused',
      reason: 'too-small',
    });
  });

  it('two equal faces are handed back to choose from; a lesser one is only noted', async () => {
    const rivals = await importing(picture, finding(face(), face({ prominence: 0.5 })));
    expect(rivals).toMatchObject({ kind: 'refused', reason: 'several-faces' });
    expect(rivals.kind === 'refused' && rivals.candidates).toHaveLength(2);
    const clear = await importing(picture, finding(face(), face({ prominence: 0.2 })));
    expect(clear).toMatchObject({
      kind: 'imported',
      notes: ['1 more face in the picture; the most prominent was taken'],
    });
  });

  it('says what is doubtful', async () => {
    const skewed: Landmarks5 = [points[0], points[1], [80, 60], points[3], points[4]];
    const outcome = await importing(
      picture,
      finding(face({ landmarks: skewed, foundBy: 'tiny, unsure', score: 0.41 })),
    );
    expect(outcome.kind === 'imported' && outcome.notes.join(' ')).toMatch(/unsure \(0\.41\).*off the template/);
    const small = await importing(picture, finding(face({ landmarks: at(0.35) })));
    expect(small.kind === 'imported' && small.notes).toEqual(['small face, enlarged 2.9 times']);
  });

  it('does not take our own mistakes for a bad file', async () => {
    await expect(importing(picture, noDetector)).rejects.toThrow('must not be asked');
  });
});

describe('alignWithPoints', () => {
  it('uses the points as they are, on the upright picture', async () => {
    const turned = withOrientation(encodeJpeg(codecs, gradientImage(140, 120), { quality: 95 }), 6);
    const outcome = await alignWithPoints(turned, 'a.jpg', points, { codecs });
    expect(outcome).toMatchObject({
      kind: 'imported',
      originalWidthPx: 120,
      originalHeightPx: 140,
      detectionScore: null,
      foundBy: 'placed by hand',
    });
  });

  it.each([
    ['outside the picture', points.map(([x, y]) => [x + 60, y])],
    ['left and right exchanged', [points[1], points[0], points[2], points[4], points[3]]],
    ['four points', points.slice(1)],
    ['no points at all', 'nose'],
  ])('refuses points %s', async (_name, wrong) => {
    const failure: unknown = await alignWithPoints(picture, 'a.png', wrong, { codecs }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ code: 'invalid-input', place: 'a.png' });
  });

  it('a bad file is an outcome here too', async () => {
    expect(
      await alignWithPoints(readFixture('alignment.png').subarray(0, 999), 'a.png', points, { codecs }),
    ).toMatchObject({ reason: 'unreadable' });
  });
});
