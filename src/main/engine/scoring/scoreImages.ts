import type { RgbImage } from '../image/rgbImage';
import { FACE_AREA_112, imageQuality } from './imageQuality';
import { pictureHash } from './relations/pictureHash';

/** Columns of a scorer, one value per picture; names as in `ScoreRows`. */
export interface ScoredColumns {
  readonly reals: Map<string, Float32Array>;
  readonly integers: Map<string, Int32Array>;
}

/** Scorer `image`: technical quality inside the face, and the picture hash. @param views aligned, 112 × 112 px */
export function scoreImages(views: readonly RgbImage[]): ScoredColumns {
  const qualities = views.map((view) => imageQuality(view, FACE_AREA_112));
  const hashes = views.map((view) => pictureHash(view));
  const keys = ['sharpness', 'exposure', 'contrast', 'darkShare', 'brightShare'] as const;
  return {
    reals: new Map(keys.map((key) => [`image.${key}`, Float32Array.from(qualities, (quality) => quality[key])])),
    integers: new Map([
      ['i.hashHigh', Int32Array.from(hashes, ([high]) => high)],
      ['i.hashLow', Int32Array.from(hashes, ([, low]) => low)],
    ]),
  };
}
