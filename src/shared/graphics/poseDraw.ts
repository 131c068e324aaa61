import type { Rng } from '@shared/lib/rng';
import type { Viewpoint } from './cameraDraw';
import { clamp, withoutSign } from './exactMath';
import type { GraphicsOptions } from './recipeOptions';

/** Spread of the yaw: most people face the camera, some look past it, a few are seen from the side. */
const TURNS: readonly { readonly share: number; readonly deviationDeg: number }[] = [
  { share: 0.6, deviationDeg: 8 },
  { share: 0.29, deviationDeg: 20 },
  { share: 0.11, deviationDeg: 38 },
];

/** How the camera's height tips the face; positive: it looks down on it. */
const TIPS: Readonly<Record<Viewpoint['kind'], { readonly meanDeg: number; readonly deviationDeg: number }>> = {
  selfie: { meanDeg: 5, deviationDeg: 7 },
  portrait: { meanDeg: 0.5, deviationDeg: 5 },
  snapshot: { meanDeg: 1, deviationDeg: 7 },
  far: { meanDeg: 3, deviationDeg: 8 },
  overhead: { meanDeg: 15, deviationDeg: 6 },
};

/** Yaw, pitch and roll in degrees, as in everyday photographs: mostly near frontal with a long tail. */
export function drawPose(
  rng: Rng,
  viewpoint: Viewpoint,
  options: GraphicsOptions,
): readonly [yaw: number, pitch: number, roll: number] {
  const strength = options.poseStrength;
  let at = rng.uniform();
  const turn = TURNS.find(({ share }) => (at -= share) < 0) ?? TURNS[0];
  const tip = TIPS[viewpoint.kind];
  const yaw = turn.deviationDeg * rng.normal();
  const pitch = tip.meanDeg + tip.deviationDeg * rng.normal();
  // Heads that lean: selfies and laughter more than others.
  const roll = (viewpoint.kind === 'selfie' ? 6 : 4) * rng.normal() + (rng.chance(0.12) ? 8 * rng.normal() : 0);
  return [
    withoutSign(clamp(strength * yaw, -60, 60)),
    withoutSign(clamp(strength * pitch, -28, 30)),
    // Crops are turned upright by the eyes; what is left of the lean shows in the neck and in the light.
    withoutSign(clamp(strength * roll, -28, 28)),
  ];
}
