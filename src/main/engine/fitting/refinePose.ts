import type { Point2 } from '../image/landmarks5';
import type { LandmarkFit } from './fitLandmarks';
import { GRADIENT_TABLE, type GradientTable, weigh } from './gradientTable';

/** What is beyond this cannot be a mere correction, degrees. */
export const MOST_CORRECTION_DEG = 10;

/** What the corrections depend on: 1, the fitted angles and their products, 1,152 gradients, the 68 points. */
export function poseTerms(
  fit: Pick<LandmarkFit, 'yawDeg' | 'pitchDeg' | 'rollDeg'>,
  points: readonly Point2[],
  gradients: Float32Array,
): number[] {
  const [yaw, pitch, roll] = [fit.yawDeg / 15, fit.pitchDeg / 7, fit.rollDeg / 4];
  return [
    3, // a constant that the ridge hardly holds back
    yaw,
    pitch,
    roll,
    ...[yaw * yaw, pitch * pitch, yaw * pitch, yaw * roll, pitch * yaw * yaw].map((value) => 0.5 * value),
    Math.abs(yaw),
    0.3 * yaw * yaw * yaw,
    ...gradients,
    ...points.flatMap(([x, y]) => [(x - 55.5) / 8, (y - 55.5) / 8]),
  ];
}

/**
 * Corrections of what 68 points leave open, by linear regression on the picture's gradients and the points, learned from rendered heads.
 * @param gradients see gradientHistograms @returns yaw, pitch and roll, degrees
 */
export function refinePose(
  fit: LandmarkFit,
  points: readonly Point2[],
  gradients: Float32Array,
  table: Pick<GradientTable, 'yaw' | 'pitch' | 'roll'> = GRADIENT_TABLE,
): readonly [number, number, number] {
  const terms = poseTerms(fit, points, gradients);
  const correction = (weights: readonly number[]): number =>
    Math.max(-MOST_CORRECTION_DEG, Math.min(MOST_CORRECTION_DEG, weigh(terms, weights)));
  return [
    fit.yawDeg + correction(table.yaw),
    fit.pitchDeg + correction(table.pitch),
    fit.rollDeg + correction(table.roll),
  ];
}
