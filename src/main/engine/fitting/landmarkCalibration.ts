import { cholesky, forwardSubstitute } from './cholesky';
import table from './landmarkCalibration.json';

/** The finder's 68 points. */
export const LANDMARK_COUNT = 68;
export const EXPRESSION_UNIT_COUNT = 34;

/** What was found out about one landmark by letting the finder look at 1,200 rendered heads whose every vertex is known. */
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

export const BIAS_TERMS = 4;
export const SHARED_COUNT = 14;

/** As it stands in the file that `npm run bench -- twinCalibration` writes. */
export interface LandmarkTableData {
  readonly points: readonly LandmarkCalibration[];
  /** Of each expression unit in the generator's own distribution. */
  readonly expressionMean: readonly number[];
  readonly expressionSpread: readonly number[];
}

/** What a shift of a point may depend on: one row of the regression. */
export function biasTerms(yawDeg: number, pitchDeg: number): readonly number[] {
  const yaw = Math.max(-2, Math.min(2, yawDeg / 30));
  const pitch = Math.max(-2, Math.min(2, pitchDeg / 15));
  return [1, yaw, pitch, yaw * yaw];
}

/** Where the finder puts its points, and how it errs. */
export class LandmarkTable {
  private whitening: Float64Array | undefined;

  constructor(readonly data: LandmarkTableData) {}

  /** Shift of a point at a pose, px at 112 px. */
  biasAt(k: number, yawDeg: number, pitchDeg: number): readonly [number, number] {
    const { bias } = this.data.points[k];
    let x = 0;
    let y = 0;
    biasTerms(yawDeg, pitchDeg).forEach((term, i) => {
      x += term * bias[i];
      y += term * bias[BIAS_TERMS + i];
    });
    return [x, y];
  }

  /** Variance of a point's error along x (0) or y (1), px². */
  variance(k: number, axis: number): number {
    const { spread, shared } = this.data.points[k];
    let sum = spread[axis] ** 2;
    for (let s = 0; s < SHARED_COUNT; s++) sum += shared[axis * SHARED_COUNT + s] ** 2;
    return sum;
  }

  /** Makes the finder's errors independent with deviation 1. @param rows 136 × columns, changed in place */
  whitenErrors(rows: Float64Array, columns: number): void {
    this.whitening ??= this.errorFactor();
    forwardSubstitute(this.whitening, 2 * LANDMARK_COUNT, rows, columns);
  }

  /** Cholesky factor of the covariance of the finder's error, 136 × 136: points x0, y0, x1 … */
  private errorFactor(): Float64Array {
    const { points } = this.data;
    const n = 2 * LANDMARK_COUNT;
    const covariance = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = i === j ? points[i >> 1].spread[i & 1] ** 2 : 0;
        for (let s = 0; s < SHARED_COUNT; s++)
          sum += points[i >> 1].shared[(i & 1) * SHARED_COUNT + s] * points[j >> 1].shared[(j & 1) * SHARED_COUNT + s];
        covariance[i * n + j] = sum;
      }
    }
    return cholesky(covariance, n);
  }
}

/** The calibration that the program uses. */
export const LANDMARK_TABLE = new LandmarkTable(table);
