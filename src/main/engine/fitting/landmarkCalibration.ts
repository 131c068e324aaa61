import { cholesky, forwardSubstitute } from './cholesky';
import table from './landmarkCalibration.json';

/** The finder's 68 points. */
export const LANDMARK_COUNT = 68;
export const EXPRESSION_UNIT_COUNT = 34;

/** What was found out about one landmark by letting the finder look at 800 rendered heads whose every vertex is known. */
export interface LandmarkCalibration {
  /** The vertex of the head whose picture the finder's point follows most closely. */
  readonly vertex: number;
  /** Shift from the vertex's picture, px at 112 px: x then y, each 1, yaw / 30°, pitch / 15°, (yaw / 30°)². Points of the outline slide by it. */
  readonly bias: readonly number[];
  /** Deviations of what is left, x and y, px. */
  readonly spread: readonly number[];
  /** Loadings on 14 errors that the points make together: x then y. */
  readonly shared: readonly number[];
}

const BIAS_TERMS = 4;
const SHARED_COUNT = 14;
export const CALIBRATION: readonly LandmarkCalibration[] = table.points;
/** Of each expression unit in the generator's own distribution. */
export const EXPRESSION_MEAN: readonly number[] = table.expressionMean;
export const EXPRESSION_SPREAD: readonly number[] = table.expressionSpread;

/** Shift of a point at a pose, px at 112 px. */
export function biasAt(point: LandmarkCalibration, yawDeg: number, pitchDeg: number): readonly [number, number] {
  const yaw = Math.max(-2, Math.min(2, yawDeg / 30));
  const pitch = Math.max(-2, Math.min(2, pitchDeg / 15));
  const terms = [1, yaw, pitch, yaw * yaw];
  let x = 0;
  let y = 0;
  terms.forEach((term, i) => {
    x += term * point.bias[i];
    y += term * point.bias[BIAS_TERMS + i];
  });
  return [x, y];
}

let whitening: Float64Array | undefined;

/** Cholesky factor of the covariance of the finder's error, 136 × 136: points x0, y0, x1 … */
function errorFactor(): Float64Array {
  if (whitening !== undefined) return whitening;
  const n = 2 * LANDMARK_COUNT;
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = i === j ? CALIBRATION[i >> 1].spread[i & 1] ** 2 : 0;
      for (let s = 0; s < SHARED_COUNT; s++)
        sum +=
          CALIBRATION[i >> 1].shared[(i & 1) * SHARED_COUNT + s] *
          CALIBRATION[j >> 1].shared[(j & 1) * SHARED_COUNT + s];
      covariance[i * n + j] = sum;
    }
  }
  return (whitening = cholesky(covariance, n));
}

/** Makes the finder's errors independent with deviation 1. @param rows 136 × columns, changed in place */
export function whitenErrors(rows: Float64Array, columns: number): void {
  forwardSubstitute(errorFactor(), 2 * LANDMARK_COUNT, rows, columns);
}
