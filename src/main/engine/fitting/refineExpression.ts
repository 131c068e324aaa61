import type { HeadModel } from '@shared/graphics/headModel';
import type { Point2 } from '../image/landmarks5';
import type { LandmarkFit } from './fitLandmarks';
import { GRADIENT_TABLE, type GradientTable, weigh } from './gradientTable';
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

/** What smile and opening depend on: 1, the gradients around the mouth, the pose, the gap of the lips and the units that the points gave. */
export function mouthTerms(fit: LandmarkFit, points: readonly Point2[], gradients: Float32Array): number[] {
  const terms = [3]; // a constant that the ridge hardly holds back
  for (let y = MOUTH_ROWS.from; y < MOUTH_ROWS.from + MOUTH_ROWS.count; y++)
    for (let x = MOUTH_COLUMNS.from; x < MOUTH_COLUMNS.from + MOUTH_COLUMNS.count; x++)
      for (let d = 0; d < GRADIENT_DIRECTIONS; d++)
        terms.push(gradients[(y * GRADIENT_CELLS + x) * GRADIENT_DIRECTIONS + d]);
  terms.push(fit.yawDeg / 15, fit.pitchDeg / 7, fit.rollDeg / 4, 5 * lipGap(points));
  for (const unit of fit.units) terms.push(2 * unit);
  return terms;
}

/**
 * Smile and opening of the mouth by linear regression on the gradients around it, the gap of the lips and the units that the points gave,
 * learned from rendered heads. The points alone know the lips' corners, not their parting.
 * @param gradients see gradientHistograms @returns the 34 units, 0 to 1
 */
export function refineExpression(
  model: HeadModel,
  fit: LandmarkFit,
  points: readonly Point2[],
  gradients: Float32Array,
  table: Pick<GradientTable, 'smile' | 'mouthOpening'> = GRADIENT_TABLE,
): Float32Array {
  const terms = mouthTerms(fit, points, gradients);
  const amount = (weights: readonly number[]): number => Math.max(0, Math.min(1, weigh(terms, weights)));
  const out = Float32Array.from(fit.units);
  const set = (name: string, value: number): void => {
    const unit = model.expression.unitNames.indexOf(name);
    if (unit >= 0) out[unit] = value;
  };
  const opening = amount(table.mouthOpening);
  for (const name of OPENERS) set(name, 0);
  if (opening > CLOSED) {
    set('mouth-open', BY_JAW * opening);
    set('mouth-part-later', Math.min(1, ((1 - BY_JAW) * opening) / LIPS_OPEN));
  }
  set('mouth-corner-puller', amount(table.smile));
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
