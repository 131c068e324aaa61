import { type CropName, fitSimilarity, type Similarity, templateOf } from '@shared/graphics/alignment';
import { Failure } from '@shared/lib/failure';
import type { Landmarks5, Point2 } from './landmarks5';

/** The five points of a crop's template. Real faces are cut to the very template that rendered heads are drawn on. */
export function templatePoints(crop: CropName): Landmarks5 {
  const numbers = templateOf(crop);
  const at = (i: number): Point2 => [numbers[i * 2], numbers[i * 2 + 1]];
  return [at(0), at(1), at(2), at(3), at(4)];
}

/**
 * The similarity from image to crop coordinates that brings the five points nearest to the template, in the least-squares
 * sense. In the plane Umeyama's estimator (IEEE PAMI 13(4), 1991, eq. 40-43, without reflections) has a closed form.
 * @throws Failure invalid-input when the points fix no position, scale and rotation.
 */
export function alignmentFor(landmarks: Landmarks5, crop: CropName): Similarity {
  const similarity = fitSimilarity(landmarks.flat(), templateOf(crop));
  const square = similarity.a * similarity.a + similarity.b * similarity.b;
  if (!Number.isFinite(square) || square < 1e-18) {
    throw new Failure({
      code: 'invalid-input',
      message: 'These five landmarks fix no position, scale and rotation of a face.',
      remedy: 'Place the points on the eyes, the tip of the nose and the corners of the mouth.',
    });
  }
  return similarity;
}

export const applySimilarity = ({ a, b, tx, ty }: Similarity, [x, y]: Point2): Point2 => [
  a * x - b * y + tx,
  b * x + a * y + ty,
];

/** The similarity that undoes this one. @throws RangeError when it shrinks everything to a point. */
export function invertSimilarity({ a, b, tx, ty }: Similarity): Similarity {
  const square = a * a + b * b;
  if (!(square > 1e-18)) throw new RangeError('a similarity of scale 0 cannot be undone');
  const ia = a / square;
  const ib = -b / square;
  return { a: ia, b: ib, tx: -(ia * tx - ib * ty), ty: -(ib * tx + ia * ty) };
}

/** Crop pixels per image pixel. */
export const similarityScale = ({ a, b }: Similarity): number => Math.sqrt(a * a + b * b);

/** Root mean square distance in crop pixels between the template and the landmarks after alignment: 0 for a frontal standard face. */
export function alignmentResidualPx(landmarks: Landmarks5, crop: CropName): number {
  const similarity = alignmentFor(landmarks, crop);
  const template = templatePoints(crop);
  let sum = 0;
  for (let i = 0; i < 5; i++) {
    const [x, y] = applySimilarity(similarity, landmarks[i]);
    sum += (x - template[i][0]) ** 2 + (y - template[i][1]) ** 2;
  }
  return Math.sqrt(sum / 5);
}
