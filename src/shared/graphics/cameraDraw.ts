import type { Rng } from '@shared/lib/rng';
import { clamp, exp } from './exactMath';
import type { GraphicsOptions } from './recipeOptions';

export interface DrawnCamera {
  readonly distanceDm: number;
  readonly exposureStops: number;
  readonly redGain: number;
  readonly blueGain: number;
  readonly contrast: number;
  readonly noise: number;
  /** Radius of the disc that a point becomes, px at 112 px. */
  readonly blur: number;
  /** Way of a point while the shutter is open, px at 112 px. */
  readonly motion: readonly [x: number, y: number];
  /** Pixels per side of the picture as taken, as a share of the crop's; 1 is as many. */
  readonly resolution: number;
  /** Quality of an earlier JPEG file, 1 to 100; null: there was none. */
  readonly earlierJpegQuality: number | null;
  readonly crop: readonly [number, number, number, number];
}

/** A camera as people use it: arm's length to across the room, exposure and white balance a little off, some blur and noise. */
export function drawCamera(rng: Rng, options: GraphicsOptions): DrawnCamera {
  const strength = options.cameraStrength;
  const jitter = options.alignmentJitter;
  const dim = rng.uniform();
  return {
    distanceDm: 6 + 16 * (strength > 0 ? rng.uniform() : 0.6),
    exposureStops: clamp(strength * 0.3 * rng.normal(), -1.2, 1),
    redGain: exp(strength * 0.045 * rng.normal()),
    blueGain: exp(strength * 0.06 * rng.normal()),
    contrast: clamp(0.62 + 0.22 * strength * rng.normal(), 0, 1),
    noise: strength * (0.004 + 0.022 * dim * dim * dim),
    blur: rng.chance(0.4 * Math.min(1, strength)) ? strength * (0.15 + 0.5 * rng.uniform() * rng.uniform()) : 0.05,
    motion: [0, 0],
    resolution: 1,
    earlierJpegQuality: null,
    crop: [
      jitter * 0.9 * rng.normal(),
      jitter * 0.9 * rng.normal(),
      1 + jitter * 0.018 * rng.normal(),
      jitter * 1.2 * rng.normal(),
    ],
  };
}
