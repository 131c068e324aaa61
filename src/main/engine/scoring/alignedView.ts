import { fitSimilarity, type CropName, type Similarity, templateOf } from '@shared/graphics/alignment';
import { applySimilarity, templatePoints } from '../image/alignment';
import { cutOut } from '../image/cutOut';
import type { Landmarks5 } from '../image/landmarks5';
import type { RgbImage } from '../image/rgbImage';
import { VIEW_PX } from './faceMosaic';

const CROPS: readonly CropName[] = ['112x112', '96x112', '256x256'];

function toView({ widthPx, heightPx }: RgbImage): Similarity {
  const crop = CROPS.find((name) => name === `${widthPx}x${heightPx}`);
  // A picture of no crop's size is shown whole, its template unknown.
  const scale = VIEW_PX / Math.max(widthPx, heightPx);
  if (crop === undefined) return { a: scale, b: 0, tx: 0, ty: 0 };
  return fitSimilarity(templateOf(crop), templateOf('112x112'));
}

/** A stored crop as a 112 × 112 one, the frame in which all sets are measured and compared. */
export function alignedView(crop: RgbImage): RgbImage {
  if (crop.widthPx === VIEW_PX && crop.heightPx === VIEW_PX) return crop;
  return cutOut(crop, toView(crop), VIEW_PX, VIEW_PX);
}

/** Points of a stored crop in its `alignedView`. */
export function pointsInView(points: Landmarks5, crop: RgbImage): Landmarks5 {
  const similarity = toView(crop);
  return points.map((point) => applySimilarity(similarity, point)) as unknown as Landmarks5; // five stay five
}

/** Where the five points of a crop should be, in its `alignedView`. */
export const TEMPLATE_IN_VIEW: Landmarks5 = templatePoints('112x112');
