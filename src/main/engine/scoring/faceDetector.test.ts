import { describe, expect, it } from 'vitest';
import { Failure } from '@shared/lib/failure';
import { alignFace } from '../image/alignFace';
import { decodeImage } from '../image/decodeImage';
import { cropRgb, resizeRgb } from '../image/resize';
import type { RgbImage } from '../image/rgbImage';
import { gradientImage, readFixture, testCodecs } from '../image/sampleImages.testing';
import { tensorsLeftBy } from '../tensor/tensorCount.testing';
import { createFaceDetector, type DetectedFace } from './faceDetector';
import { createFaceEmbedder } from './faceEmbedder';
import { TEST_MODEL_DIR } from './modelDir.testing';

// Rendered heads of nobody; no real person's picture is needed to test the detectors.
const codecs = await testCodecs();
const detector = await createFaceDetector({ modelDir: TEST_MODEL_DIR });
const head = await decodeImage(codecs, readFixture('synthetic-face-1.jpg'), 'synthetic-face-1.jpg');
const otherHead = await decodeImage(codecs, readFixture('synthetic-face-2.jpg'), 'synthetic-face-2.jpg');

const detect = (image: RgbImage): Promise<DetectedFace[]> => detector.detect(image.rgb, image.widthPx, image.heightPx);

/** `image` laid on a grey canvas. */
function onCanvas(
  widthPx: number,
  heightPx: number,
  ...placed: readonly (readonly [image: RgbImage, leftPx: number, topPx: number])[]
): RgbImage {
  const rgb = new Uint8Array(widthPx * heightPx * 3).fill(110);
  for (const [image, left, top] of placed) {
    for (let y = 0; y < image.heightPx; y++) {
      rgb.set(image.rgb.subarray(y * image.widthPx * 3, (y + 1) * image.widthPx * 3), ((top + y) * widthPx + left) * 3);
    }
  }
  return { rgb, widthPx, heightPx };
}

describe('face detector', () => {
  it('finds the face and five points in their order', async () => {
    const [face, ...others] = await detect(head);
    expect(others).toEqual([]);
    expect(face.score).toBeGreaterThan(0.5);
    expect(face.residualPx).toBeLessThan(6);
    const [eye1, eye2, nose, mouth1, mouth2] = face.landmarks;
    expect(eye1[0]).toBeLessThan(nose[0]);
    expect(nose[0]).toBeLessThan(eye2[0]);
    expect(mouth1[0]).toBeLessThan(mouth2[0]);
    expect(Math.max(eye1[1], eye2[1])).toBeLessThan(nose[1]);
    expect(nose[1]).toBeLessThan(Math.min(mouth1[1], mouth2[1]));
  });

  it('finds it in grey, cut close, at 92 x 112 px', async () => {
    const close = resizeRgb(head, 92, 112, { leftPx: 52, topPx: 38, widthPx: 150, heightPx: 182 });
    for (let i = 0; i < close.rgb.length; i += 3) close.rgb[i] = close.rgb[i + 2] = close.rgb[i + 1]!;
    const faces = await detect(close);
    expect(faces).toHaveLength(1);
  });

  it('points move with the picture', async () => {
    const [still] = await detect(head);
    const [moved] = await detect(onCanvas(700, 500, [head, 300, 150]));
    for (let i = 0; i < 5; i++) {
      expect(Math.abs(moved.landmarks[i][0] - 300 - still.landmarks[i][0])).toBeLessThan(2);
      expect(Math.abs(moved.landmarks[i][1] - 150 - still.landmarks[i][1])).toBeLessThan(2);
    }
  });

  it('finds a small face in a large picture, in the picture’s own pixels', async () => {
    const small = resizeRgb(head, 120, 120);
    const [face] = await detect(onCanvas(2600, 1800, [small, 2200, 1300]));
    expect(face).toBeDefined();
    expect(face.landmarks[2][0]).toBeGreaterThan(2200);
    expect(face.landmarks[2][0]).toBeLessThan(2320);
    expect(face.landmarks[2][1]).toBeGreaterThan(1300);
    expect(face.landmarks[2][1]).toBeLessThan(1420);
  });

  it('finds a large face in a large picture where it finds it in the small one', async () => {
    const [small] = await detect(head);
    const [large] = await detect(resizeRgb(head, 256 * 7, 256 * 7));
    for (let i = 0; i < 5; i++) {
      expect(Math.abs((large.landmarks[i][0] + 0.5) / 7 - 0.5 - small.landmarks[i][0])).toBeLessThan(1.5);
      expect(Math.abs((large.landmarks[i][1] + 0.5) / 7 - 0.5 - small.landmarks[i][1])).toBeLessThan(1.5);
    }
  });

  it('puts the larger, more central face first', async () => {
    const faces = await detect(onCanvas(700, 400, [resizeRgb(otherHead, 128, 128), 10, 20], [head, 260, 70]));
    expect(faces).toHaveLength(2);
    expect(faces[0].landmarks[2][0]).toBeGreaterThan(260);
    expect(faces[0].prominence).toBeGreaterThan(faces[1].prominence);
  });

  it('finds none where there is none', async () => {
    expect(await detect(gradientImage(200, 150))).toEqual([]);
    expect(await detect(onCanvas(90, 110))).toEqual([]);
  });

  it('leaves no tensor behind, found or not', async () => {
    expect(await tensorsLeftBy(() => detect(head))).toBe(0);
    expect(await tensorsLeftBy(() => detect(gradientImage(64, 64)))).toBe(0);
  });

  it('names its weights, and says which are missing', async () => {
    expect(detector.fingerprint).toMatch(
      /ssd-mobilenet-v1:[0-9a-f]{12} .*tiny:[0-9a-f]{12} .*landmarks-68:[0-9a-f]{12}/,
    );
    const failure: unknown = await createFaceDetector({ modelDir: '/nowhere' }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ code: 'set-up-incomplete' });
  });
});

describe('face embedder', () => {
  it('gives unit vectors, nearer for the same head than for another, the same in a batch as alone', async () => {
    const embedder = await createFaceEmbedder({ modelDir: TEST_MODEL_DIR });
    const crops: RgbImage[] = [];
    for (const image of [head, cropRgb(head, { leftPx: 10, topPx: 5, widthPx: 240, heightPx: 245 }), otherHead]) {
      crops.push(alignFace(image, (await detect(image))[0].landmarks));
    }
    const embeddings = await embedder.embed(crops);
    const dot = (i: number, j: number): number => {
      let sum = 0;
      for (let c = 0; c < 128; c++) sum += embeddings[i * 128 + c] * embeddings[j * 128 + c];
      return sum;
    };
    expect(dot(0, 0)).toBeCloseTo(1, 5);
    expect(dot(0, 1)).toBeGreaterThan(dot(0, 2));
    const alone = await embedder.embed([crops[2]]);
    for (let c = 0; c < 128; c++) expect(Math.abs(alone[c] - embeddings[256 + c])).toBeLessThan(1e-4);
    expect(await tensorsLeftBy(() => embedder.embed(crops))).toBe(0);
    expect(await embedder.embed([])).toEqual(new Float32Array(0));
    expect(embedder.info.weightsSha256).toMatch(/^[0-9a-f]{64}$/);
  });
});
