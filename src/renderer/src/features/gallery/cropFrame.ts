import { cropSize, fitSimilarity, templateOf } from '@shared/graphics/alignment';
import type { CropName } from '@shared/graphics/alignment';

/** Where an aligned crop lies in the picture it was cut from. */
export interface CropFrame {
  /** Size of the picture in pixels, as it was when it was imported. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Corners of the crop in that picture, clockwise from its top left one: four x, y pairs. */
  readonly corners: readonly number[];
}

/** Columns that an import records, in the order in which `cropFrame` takes them. */
export const FRAME_COLUMNS = [
  'originalWidthPx',
  'originalHeightPx',
  'rightEyeX',
  'rightEyeY',
  'leftEyeX',
  'leftEyeY',
  'noseX',
  'noseY',
  'rightMouthX',
  'rightMouthY',
  'leftMouthX',
  'leftMouthY',
] as const;

/**
 * @param numbers values of `FRAME_COLUMNS` @param widthPx of the crop
 * @returns null where the import recorded no landmarks, or such that fix no place.
 */
export function cropFrame(numbers: readonly number[], widthPx: number): CropFrame | null {
  const [pictureWidth = NaN, pictureHeight = NaN, ...landmarks] = numbers;
  const crop = cropOfWidth(widthPx);
  const { a, b, tx, ty } = fitSimilarity(landmarks, templateOf(crop));
  const square = a * a + b * b;
  if (!numbers.every(Number.isFinite) || !(square > 1e-12)) return null;
  const { widthPx: width, heightPx: height } = cropSize(crop);
  const corners = [0, 0, width, 0, width, height, 0, height];
  const inPicture = corners.map((_value, i) => {
    const x = (corners[i - (i % 2)] ?? 0) - tx;
    const y = (corners[i - (i % 2) + 1] ?? 0) - ty;
    return (i % 2 === 0 ? a * x + b * y : a * y - b * x) / square;
  });
  return { widthPx: pictureWidth, heightPx: pictureHeight, corners: inPicture };
}

/** A set has one size of crop; all enlargements of 112 × 112 cover the same part of a face. */
const cropOfWidth = (widthPx: number): CropName => (widthPx === 96 ? '96x112' : '112x112');
