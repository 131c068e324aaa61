import { cos, PI, sin, smoothStep } from './exactMath';

/** The head turns about this point of the neck, dm. */
const PIVOT = [0, 6.7, 0.15] as const;
/** Below the first height the body does not follow the head, above the second all of it does. */
const NECK = [5.5, 6.75] as const;
/** Share of the yaw that the shoulders follow. */
const SHOULDER_SHARE = 0.4;

/** Rotation by roll · pitch · yaw, 3 × 3 row by row; angles in degrees as in ShotFactors.poseDeg. */
export function poseRotation(yawDeg: number, pitchDeg: number, rollDeg: number): Float64Array {
  const radians = PI / 180;
  const [cy, sy] = [cos(yawDeg * radians), sin(yawDeg * radians)];
  const [cp, sp] = [cos(pitchDeg * radians), sin(pitchDeg * radians)];
  const [cr, sr] = [cos(rollDeg * radians), sin(rollDeg * radians)];
  const rows = [cy, 0, sy, sp * sy, cp, -sp * cy, -cp * sy, sp, cp * cy];
  return Float64Array.from([
    cr * rows[0] - sr * rows[3],
    cr * rows[1] - sr * rows[4],
    cr * rows[2] - sr * rows[5],
    sr * rows[0] + cr * rows[3],
    sr * rows[1] + cr * rows[4],
    sr * rows[2] + cr * rows[5],
    rows[6],
    rows[7],
    rows[8],
  ]);
}

/** Head and shoulder rotations of a pose. */
export interface HeadPose {
  readonly head: Float64Array;
  readonly shoulders: Float64Array;
}

export function makeHeadPose(poseDeg: readonly [number, number, number]): HeadPose {
  return {
    head: poseRotation(poseDeg[0], poseDeg[1], poseDeg[2]),
    shoulders: poseRotation(SHOULDER_SHARE * poseDeg[0], 0, 0),
  };
}

/** Turns points, the neck bending between head and shoulders. @param count points of three numbers */
export function posePoints(from: Float32Array, pose: HeadPose, to: Float32Array, count: number): void {
  const { head: h, shoulders: s } = pose;
  for (let i = 0, n = 0; i < count; i++, n += 3) {
    const height = from[n + 1];
    const x = from[n] - PIVOT[0];
    const y = height - PIVOT[1];
    const z = from[n + 2] - PIVOT[2];
    let px = h[0] * x + h[1] * y + h[2] * z;
    let py = h[3] * x + h[4] * y + h[5] * z;
    let pz = h[6] * x + h[7] * y + h[8] * z;
    if (height < NECK[1]) {
      const w = smoothStep(NECK[0], NECK[1], height);
      px = (s[0] * x + s[1] * y + s[2] * z) * (1 - w) + px * w;
      py = (s[3] * x + s[4] * y + s[5] * z) * (1 - w) + py * w;
      pz = (s[6] * x + s[7] * y + s[8] * z) * (1 - w) + pz * w;
    }
    to[n] = px + PIVOT[0];
    to[n + 1] = py + PIVOT[1];
    to[n + 2] = pz + PIVOT[2];
  }
}

/** Turns directions with the head. */
export function turnDirections(from: Float32Array, rotation: Float64Array, to: Float32Array, count: number): void {
  for (let i = 0, n = 0; i < count; i++, n += 3) {
    const x = from[n];
    const y = from[n + 1];
    const z = from[n + 2];
    to[n] = rotation[0] * x + rotation[1] * y + rotation[2] * z;
    to[n + 1] = rotation[3] * x + rotation[4] * y + rotation[5] * z;
    to[n + 2] = rotation[6] * x + rotation[7] * y + rotation[8] * z;
  }
}
