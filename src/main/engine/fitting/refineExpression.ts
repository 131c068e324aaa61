import type { HeadModel } from '@shared/graphics/headModel';
import type { Point2 } from '../image/landmarks5';
import calibration from './gradientCalibration.json';
import type { LandmarkFit } from './fitLandmarks';
import { GRADIENT_CELLS, GRADIENT_DIRECTIONS } from './gradients';

/** Cells of the picture's gradients around the mouth: columns and rows, from and up to. */
const MOUTH_COLUMNS = { from: 2, count: 8 };
const MOUTH_ROWS = { from: 6, count: 6 };
/** How an opening is shared between jaw and lips, by what each adds to it (expression.ts). */
const BY_JAW = 0.6;
const LIPS_OPEN = 0.6;
/** Below this the mouth is closed. */
const CLOSED = 0.02;
const OPENERS = [
  'mouth-open',
  'mouth-part-later',
  'mouth-upward-retraction',
  'mouth-parling',
  'mouth-eversion',
  'mouth-depression-retraction',
];

/**
 * Smile and opening of the mouth by linear regression on the gradients around it, the gap of the lips and the units that the points gave; learned
 * from 800 rendered heads (ridge 10). The points alone know the lips' corners, not their parting.
 * @param gradients see gradientHistograms @returns the 34 units, 0 to 1
 */
export function refineExpression(
  model: HeadModel,
  fit: LandmarkFit,
  points: readonly Point2[],
  gradients: Float32Array,
): Float32Array {
  const gap = lipGap(points);
  const amount = ({ constant, gradients: weights, pose, gap: byGap, units }: (typeof calibration)['smile']): number => {
    let sum = constant + byGap * gap;
    sum += (pose[0] * fit.yawDeg) / 15 + (pose[1] * fit.pitchDeg) / 7 + (pose[2] * fit.rollDeg) / 4;
    units.forEach((weight, i) => (sum += weight * fit.units[i]));
    let at = 0;
    for (let y = MOUTH_ROWS.from; y < MOUTH_ROWS.from + MOUTH_ROWS.count; y++)
      for (let x = MOUTH_COLUMNS.from; x < MOUTH_COLUMNS.from + MOUTH_COLUMNS.count; x++)
        for (let d = 0; d < GRADIENT_DIRECTIONS; d++)
          sum += weights[at++] * gradients[(y * GRADIENT_CELLS + x) * GRADIENT_DIRECTIONS + d];
    return Math.max(0, Math.min(1, sum));
  };
  const out = Float32Array.from(fit.units);
  const set = (name: string, value: number): void => {
    const unit = model.expression.unitNames.indexOf(name);
    if (unit >= 0) out[unit] = value;
  };
  const opening = amount(calibration.mouthOpening);
  for (const name of OPENERS) set(name, 0);
  if (opening > CLOSED) {
    set('mouth-open', BY_JAW * opening);
    set('mouth-part-later', Math.min(1, ((1 - BY_JAW) * opening) / LIPS_OPEN));
  }
  set('mouth-corner-puller', amount(calibration.smile));
  return out;
}

/** Distance of the inner lips in distances between the eyes. */
function lipGap(points: readonly Point2[]): number {
  const mean = (from: number, to: number): Point2 => {
    let x = 0;
    let y = 0;
    for (let k = from; k < to; k++) {
      x += points[k][0] / (to - from);
      y += points[k][1] / (to - from);
    }
    return [x, y];
  };
  const distance = (a: Point2, b: Point2): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
  const eyes = distance(mean(36, 42), mean(42, 48));
  return eyes > 0 ? distance(mean(61, 64), mean(65, 68)) / eyes : 0;
}
