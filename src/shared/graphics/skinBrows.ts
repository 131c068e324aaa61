import { clamp, smoothStep } from './exactMath';
import { noiseAt, noiseBank } from './noise';
import type { SkinTexel } from './skinTexel';
import type { IdentityTraits } from './traits';

/** Middle line of the brows on the base mesh, dm: 2 cm above the pupils. */
const HEIGHT = 7.462;
/** Where the arch is highest, and where the tail ends. */
const PEAK = 0.41;
const TAIL = 0.575;

/** How much of a texel the hairs of the brow cover, 0 to 1. Brows are painted, so that they bend with the skin and mix between identities. */
export function browShare(texel: SkinTexel, brow: IdentityTraits['brow']): number {
  const ax = Math.abs(texel.x);
  if (ax < 0.03 || ax > 0.66 || texel.y < 7.3 || texel.y > 7.7 || texel.z < 0.6) return 0;
  const along = (ax - brow.spacing) / (TAIL - brow.spacing);
  if (along < -0.12 || along > 1.12) return 0;
  // Flatter towards the nose: an inner end far below the arch looks angry.
  const bow = (ax - PEAK) / (ax < PEAK ? 0.33 : 0.26);
  const drop = Math.max(0, (ax - PEAK) / 0.18);
  const middle =
    HEIGHT +
    brow.height +
    brow.arch * (1 - bow * bow) -
    0.016 * drop * drop +
    brow.tilt * (ax - 0.34) -
    0.5 * brow.arch;
  const thin = clamp(along, 0, 1);
  const half = brow.thickness * (0.86 + 0.5 * thin * (1 - thin) - 0.68 * thin * thin);
  // Hairs stand up at the inner end and lie outwards towards the tail.
  const lean = 0.25 + 1.3 * thin;
  const across = texel.y - middle;
  const strands = noiseAt(noiseBank().fine, (ax - across / lean) * 620, texel.y * 90 + (texel.x < 0 ? 210 : 0));
  const ragged = 0.0065 * strands + 0.003 * texel.middle;
  const body = smoothStep(half + 0.013, half - 0.017, Math.abs(across) + ragged);
  const ends = smoothStep(-0.1, 0.12, along + 0.05 * strands) * smoothStep(1.0, 0.8, along + 0.03 * strands);
  return clamp(body * ends * brow.density * (0.78 + 0.2 * strands), 0, 0.96);
}
