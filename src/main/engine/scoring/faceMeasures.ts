import type { Point2 } from '../image/landmarks5';
import { fiveOf68 } from './landmarks68';

/** Read off 68 points; estimates, as the names of their columns say. */
export interface FaceMeasures {
  readonly yawDeg: number;
  readonly pitchDeg: number;
  /** Of the line through the eyes; positive: the picture's left eye is lower. */
  readonly rollDeg: number;
  /** Gap of the inner lips over the width of the mouth. */
  readonly mouthOpen: number;
  /** Height of the eye openings over their width, mean of both (eye aspect ratio, Soukupová and Čech 2016). */
  readonly eyesOpen: number;
}

const distance = ([ax, ay]: Point2, [bx, by]: Point2): number => Math.sqrt((ax - bx) ** 2 + (ay - by) ** 2);

/** Six points of an eye from corner to corner, upper lid first. */
function openness(eye: readonly Point2[]): number {
  const width = distance(eye[0], eye[3]);
  return width === 0 ? Number.NaN : (distance(eye[1], eye[5]) + distance(eye[2], eye[4])) / 2 / width;
}

/** Numbers that pose moves, in a frame turned upright with the distance from the eyes to the mouth as unit. */
export function poseFeatures(points: readonly Point2[]): readonly number[] {
  const [eye1, eye2, nose, mouth1, mouth2] = fiveOf68(points);
  const eyes: Point2 = [(eye1[0] + eye2[0]) / 2, (eye1[1] + eye2[1]) / 2];
  const mouth: Point2 = [(mouth1[0] + mouth2[0]) / 2, (mouth1[1] + mouth2[1]) / 2];
  const across = distance(eye1, eye2);
  const [ux, uy] = across === 0 ? [1, 0] : [(eye2[0] - eye1[0]) / across, (eye2[1] - eye1[1]) / across];
  const upright = ([x, y]: Point2): Point2 => [
    (x - eyes[0]) * ux + (y - eyes[1]) * uy,
    (y - eyes[1]) * ux - (x - eyes[0]) * uy,
  ];
  const down = Math.max(1, Math.abs(upright(mouth)[1]));
  const at = (point: Point2): Point2 => upright(point).map((value) => value / down) as unknown as Point2; // two stay two
  const [n, m, chin, bridge] = [at(nose), at(mouth), at(points[8]), at(points[27])];
  const [jaw1, jaw2] = [at(points[2]), at(points[14])];
  return [
    n[0],
    n[0] - m[0],
    (jaw1[0] + jaw2[0]) / 2 - n[0],
    bridge[0],
    chin[0],
    n[1],
    n[1] - bridge[1],
    chin[1],
    (jaw1[1] + jaw2[1]) / 2,
    across / down,
  ];
}

/**
 * Intercept and weights of `poseFeatures`: least squares (ridge 0.3) on the 780 of 1,260 rendered samples that nothing covers. On 177 of
 * other identities yaw is off by 2.9° on average (correlation 0.97) and pitch by 3.4° (0.76): pitch is a hint, no more.
 */
const YAW = [0.74, 40.35, 67.86, -17.28, -14.52, -16.92, 5.81, -10.79, 4.43, -0.85, -4.8];
const PITCH = [10.83, 6.14, -13.99, -3.91, 16.63, 2.05, 15.33, 15.83, -15.31, -25.91, 12.51];

/** Points that are no face give any number; what no head can do is no estimate. */
const angle = (deg: number): number => (Math.abs(deg) <= 90 ? deg : Number.NaN);
const share = (ratio: number): number => (ratio <= 1 ? ratio : Number.NaN);

/** @param points 68 points of the iBUG 300-W mark-up, pixels */
export function faceMeasures(points: readonly Point2[]): FaceMeasures {
  const [eye1, eye2] = fiveOf68(points);
  const features = poseFeatures(points);
  const line = (weights: readonly number[]): number =>
    features.reduce((sum, value, i) => sum + value * weights[i + 1], weights[0]);
  const mouthWidth = distance(points[60], points[64]);
  const gaps = [61, 62, 63].map((upper) => distance(points[upper], points[128 - upper]));
  return {
    yawDeg: angle(line(YAW)),
    pitchDeg: angle(line(PITCH)),
    rollDeg: angle((Math.atan2(eye2[1] - eye1[1], eye2[0] - eye1[0]) * -180) / Math.PI),
    mouthOpen: mouthWidth === 0 ? Number.NaN : share((gaps[0] + gaps[1] + gaps[2]) / 3 / mouthWidth),
    eyesOpen: share((openness(points.slice(36, 42)) + openness(points.slice(42, 48))) / 2),
  };
}
