import { type CropName, cropSize } from '@shared/graphics/alignment';
import { alignmentFor } from './alignment';
import { cutOut } from './cutOut';
import type { Landmarks5 } from './landmarks5';
import type { RgbImage } from './rgbImage';

/**
 * Names the way faces are cut out. Alignment alone moves verification by about three points (field notes, 0.9), so a score
 * is only comparable with another of the same fingerprint. Change it whenever the pixels change.
 */
export const ALIGNER_FINGERPRINT =
  'outis-align/1 five-points-least-squares-similarity bilinear border-0 average-above-2x';

/**
 * Cuts the aligned face out of a picture: five points onto the template, the rest follows.
 * @returns `[H,W,3] uint8` of the template's size; black where the picture ends.
 * @throws Failure invalid-input when the points fix no alignment.
 */
export function alignFace(image: RgbImage, landmarks: Landmarks5, crop: CropName = '112x112'): RgbImage {
  const { widthPx, heightPx } = cropSize(crop);
  return cutOut(image, alignmentFor(landmarks, crop), widthPx, heightPx);
}
