import { describe, expect, it } from 'vitest';
import { decodeImage } from '../image/decodeImage';
import { resizeRgb } from '../image/resize';
import type { RgbImage } from '../image/rgbImage';
import { readFixture, testCodecs } from '../image/sampleImages.testing';
import { tensorsLeftBy } from '../tensor/tensorCount.testing';
import { alignFace } from '../image/alignFace';
import { TEMPLATE_IN_VIEW, alignedView } from './alignedView';
import { createFaceDetector } from './faceDetector';
import { FACE_FOUND_FROM, FaceScorer } from './scoreFaces';
import { TEST_MODEL_DIR } from './modelDir.testing';
import { differingBits } from './relations/pictureHash';
import { scoreImages } from './scoreImages';

// Rendered heads of nobody, cut to the template as an import cuts them.
const codecs = await testCodecs();
const detector = await createFaceDetector({ modelDir: TEST_MODEL_DIR });
async function alignedHead(name: string, crop: '112x112' | '256x256'): Promise<RgbImage> {
  const image = await decodeImage(codecs, readFixture(name), name);
  const [face] = await detector.detect(image.rgb, image.widthPx, image.heightPx);
  return alignFace(image, face.landmarks, crop);
}
const heads = [
  await alignedHead('synthetic-face-1.jpg', '112x112'),
  await alignedHead('synthetic-face-2.jpg', '112x112'),
];
const wall: RgbImage = {
  rgb: Uint8Array.from({ length: 112 * 112 * 3 }, (_, i) => 90 + ((i * 7) % 23)),
  widthPx: 112,
  heightPx: 112,
};
const scorer = await FaceScorer.create(TEST_MODEL_DIR);
const score = (views: readonly RgbImage[]) => scorer.score(views.map((view) => ({ view, known: TEMPLATE_IN_VIEW })));

describe('face scorer', () => {
  it('finds heads and no wall, wherever they stand among the others', async () => {
    const views = [heads[0], wall, heads[1], ...Array<RgbImage>(15).fill(wall), heads[0]];
    const { reals } = await score(views);
    const found = [...reals.get('face.found')!];
    expect(found).toEqual(views.map((view) => (view === wall ? 0 : 1)));
    const scores = reals.get('face.score')!;
    for (const [i, view] of views.entries()) expect(scores[i] >= FACE_FOUND_FROM).toBe(view !== wall);
    // Aligned by three passes of the same net on a larger picture, found again by two.
    for (const i of [0, 2, 18]) expect(reals.get('face.landmarkErrorPx')![i]).toBeLessThan(4);
  });

  it('gives no estimate where no face was found, and likely ones where one was', async () => {
    const { reals } = await score([heads[0], wall]);
    for (const name of [
      'face.yawDeg',
      'face.pitchDeg',
      'face.rollDeg',
      'face.mouthOpen',
      'face.eyesOpen',
      'face.occlusion',
    ]) {
      expect(reals.get(name)![1]).toBeNaN();
      expect(reals.get(name)![0]).not.toBeNaN();
    }
    expect(Math.abs(reals.get('face.yawDeg')![0])).toBeLessThan(30);
    expect(Math.abs(reals.get('face.rollDeg')![0])).toBeLessThan(10);
  });

  it('turns yaw over with the picture', async () => {
    const mirrored = { ...heads[0], rgb: mirror(heads[0].rgb) };
    const { reals } = await score([heads[0], mirrored]);
    const [yaw, mirroredYaw] = reals.get('face.yawDeg')!;
    expect(Math.abs(yaw + mirroredYaw)).toBeLessThan(8);
  });

  it('gives the same for the same, and leaves no tensor behind', async () => {
    const views = [heads[0], heads[1], wall];
    const first = await score(views);
    let again = first;
    const left = await tensorsLeftBy(async () => {
      again = await score(views);
    });
    expect(left).toBe(0);
    expect([...again.reals]).toEqual([...first.reals]);
    expect((await score([])).reals.get('face.score')).toHaveLength(0);
  });

  it('names its nets by their weights', () => {
    expect(scorer.weights.ssd).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('aligned view', () => {
  it('shows a larger crop of the same face as the small one', async () => {
    const large = await alignedHead('synthetic-face-1.jpg', '256x256');
    const view = alignedView(large);
    let sum = 0;
    for (let i = 0; i < view.rgb.length; i++) sum += Math.abs(view.rgb[i] - heads[0].rgb[i]);
    expect(sum / view.rgb.length).toBeLessThan(6);
    expect(alignedView(heads[0])).toBe(heads[0]);
  });
});

describe('image scorer', () => {
  it('calls a blurred picture less sharp, and its hash nearly the same', () => {
    const blurred = resizeRgb(resizeRgb(heads[0], 28, 28), 112, 112);
    const { reals, integers } = scoreImages([heads[0], blurred, heads[1]]);
    const [sharp, soft] = reals.get('image.sharpness')!;
    expect(soft).toBeLessThan(sharp / 4);
    const bits = (a: number, b: number): number =>
      ['i.hashHigh', 'i.hashLow'].reduce((sum, name) => {
        const halves = integers.get(name)!;
        return sum + differingBits(halves[a], halves[b]);
      }, 0);
    expect(bits(0, 1)).toBeLessThanOrEqual(4);
    expect(bits(0, 2)).toBeGreaterThan(8);
  });
});

function mirror(rgb: Uint8Array): Uint8Array {
  const out = new Uint8Array(rgb.length);
  for (let y = 0; y < 112; y++)
    for (let x = 0; x < 112; x++)
      for (let c = 0; c < 3; c++) out[(y * 112 + x) * 3 + c] = rgb[(y * 112 + 111 - x) * 3 + c];
  return out;
}
