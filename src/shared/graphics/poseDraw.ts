import type { Rng } from '@shared/lib/rng';
import { clamp } from './exactMath';
import type { GraphicsOptions } from './recipeOptions';

/** Share of pictures in which the head is turned clearly; the rest face the camera more or less. */
const TURNED_SHARE = 0.35;

/** Yaw, pitch and roll in degrees, as in everyday photographs: mostly near frontal with a long tail. */
export function drawPose(rng: Rng, options: GraphicsOptions): readonly [number, number, number] {
  const strength = options.poseStrength;
  const yawDeviation = rng.chance(TURNED_SHARE) ? 26 : 10;
  return [
    clamp(strength * yawDeviation * rng.normal(), -55, 55),
    clamp(strength * 7 * rng.normal(), -25, 25),
    clamp(strength * 4.5 * rng.normal(), -25, 25),
  ];
}
