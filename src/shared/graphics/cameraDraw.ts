import type { Rng } from '@shared/lib/rng';
import { clamp, cos, exp, mix, sin, TWO_PI, withoutSign } from './exactMath';
import type { GraphicsOptions } from './recipeOptions';

/** Everything between the light that falls into a lens and the pixels of a crop. */
export interface DrawnCamera {
  readonly distanceDm: number;
  readonly exposureStops: number;
  readonly redGain: number;
  readonly blueGain: number;
  /** 0 a soft tone curve, 1 a hard one. */
  readonly contrast: number;
  /** Deviation of the noise at middle grey, as a share of the display's range. */
  readonly noise: number;
  /** Radius of the disc that a point becomes, px at 112 px. */
  readonly blur: number;
  /** Way of a point while the shutter is open, px at 112 px. */
  readonly motion: readonly [x: number, y: number];
  /** Pixels per side of the picture as taken, as a share of the crop's; 1 is as many. */
  readonly resolution: number;
  /** Quality of an earlier JPEG file, 1 to 100; null: there was none. */
  readonly earlierJpegQuality: number | null;
  /** Shift right and down in px at 112 px, scale, turn in degrees: the error of the face detector. */
  readonly crop: readonly [number, number, number, number];
  /** Light lost from the middle of the crop to its right and its lower edge, as the lens darkens towards its own edge; −0.5 to 0.5. */
  readonly falloff: readonly [x: number, y: number];
  /** Stray light in the lens: lifts black, as a share of the display's range. */
  readonly haze: number;
  /** 0 is a picture in greys, 1 as seen. */
  readonly saturation: number;
  /** Amount by which the camera exaggerates edges; 0 none, 1 strong. */
  readonly sharpening: number;
  /** How a picture of fewer pixels is enlarged: Catmull–Rom's cubic, or bilinear. */
  readonly cubicEnlargement: boolean;
}

/** From where people take pictures. */
export interface Viewpoint {
  readonly kind: 'selfie' | 'portrait' | 'snapshot' | 'far' | 'overhead';
  /** From the camera to the face. */
  readonly distanceDm: number;
}

const STUDIO_DISTANCE_DM = 15.6;

const VIEWPOINTS: readonly {
  readonly kind: Viewpoint['kind'];
  readonly weight: number;
  readonly distanceDm: readonly [number, number];
}[] = [
  { kind: 'selfie', weight: 17, distanceDm: [3.5, 6.5] },
  { kind: 'portrait', weight: 41, distanceDm: [7, 18] },
  { kind: 'snapshot', weight: 34, distanceDm: [14, 32] },
  { kind: 'far', weight: 8, distanceDm: [30, 50] },
];
const OVERHEAD: readonly [number, number] = [20, 50];
/** A camera of strength 2 mostly hangs under the ceiling. */
const OVERHEAD_SHARE = 0.75;

/** Draws from where the picture is taken; strength 0 is a studio portrait. */
export function drawViewpoint(rng: Rng, options: GraphicsOptions): Viewpoint {
  const strength = options.cameraStrength;
  const overhead = rng.chance(OVERHEAD_SHARE * clamp(strength - 1, 0, 1));
  let at = rng.uniform() * VIEWPOINTS.reduce((sum, { weight }) => sum + weight, 0);
  const place = rng.uniform();
  if (strength === 0) return { kind: 'portrait', distanceDm: STUDIO_DISTANCE_DM };
  if (overhead) return { kind: 'overhead', distanceDm: mix(OVERHEAD[0], OVERHEAD[1], place) };
  const drawn = VIEWPOINTS.find(({ weight }) => (at -= weight) < 0) ?? VIEWPOINTS[0];
  const distance = mix(drawn.distanceDm[0], drawn.distanceDm[1], place);
  return { kind: drawn.kind, distanceDm: mix(STUDIO_DISTANCE_DM, distance, Math.min(1, strength)) };
}

/** A camera as people use it. Every strength at 0 leaves out its faults altogether. @param rng the stream that drew the viewpoint */
export function drawCamera(rng: Rng, viewpoint: Viewpoint, options: GraphicsOptions): DrawnCamera {
  const strength = options.cameraStrength;
  const jitter = options.alignmentJitter;
  const isDistant = viewpoint.kind === 'far' || viewpoint.kind === 'overhead';
  // Warm against cool is where white balance fails; green against magenta much less.
  const warm = strength * 0.034 * rng.normal();
  const green = strength * 0.014 * rng.normal();
  return {
    distanceDm: viewpoint.distanceDm,
    exposureStops: withoutSign(clamp(strength * 0.34 * rng.normal(), -1.3, 1.1)),
    redGain: exp(warm - green),
    blueGain: exp(-1.2 * warm - green),
    contrast: clamp(0.6 + 0.24 * strength * rng.normal(), 0, 1),
    haze: rng.chance(0.25 * Math.min(1, strength)) ? 0.07 * strength * rng.uniform() : 0,
    falloff: drawFalloff(rng, strength),
    saturation: drawSaturation(rng, strength, viewpoint),
    sharpening: rng.chance(0.35 * Math.min(1, strength)) ? rng.range(0.15, 0.7) : 0,
    ...drawBlur(rng, options.blurStrength),
    noise: drawNoise(rng, options.noiseStrength),
    ...drawResolution(rng, options.resolutionStrength, isDistant),
    earlierJpegQuality: drawJpegQuality(rng, options.compressionStrength),
    crop: [
      withoutSign(jitter * 0.9 * rng.normal()),
      withoutSign(jitter * 0.9 * rng.normal()),
      1 + jitter * 0.018 * rng.normal(),
      withoutSign(jitter * 1.2 * rng.normal()),
    ],
  };
}

function drawFalloff(rng: Rng, strength: number): readonly [number, number] {
  const amount = rng.chance(0.4) ? strength * 0.09 : 0;
  return [withoutSign(amount * rng.normal()), withoutSign(amount * rng.normal())];
}

/** A few pictures are in greys: old ones, and those of cameras that see in infrared. */
function drawSaturation(rng: Rng, strength: number, viewpoint: Viewpoint): number {
  const isGrey = rng.chance(Math.min(1, strength) * (viewpoint.kind === 'overhead' ? 0.35 : 0.03));
  const colour = clamp(1 + strength * (0.13 * rng.normal() - 0.03), 0.5, 1.4);
  return isGrey ? 0 : colour;
}

function drawBlur(rng: Rng, strength: number): Pick<DrawnCamera, 'blur' | 'motion'> {
  const [depth, length, direction] = [rng.uniform(), rng.uniform(), TWO_PI * rng.uniform()];
  const isDefocused = rng.chance(0.38 * Math.min(1, strength));
  const isMoved = rng.chance(0.12 * strength);
  const way = isMoved ? strength * (0.7 + 2.4 * length * length) : 0;
  return {
    blur: isDefocused ? strength * (0.3 + 0.9 * depth * depth) : 0,
    motion: isMoved ? [way * cos(direction), way * sin(direction)] : [0, 0],
  };
}

/** Most pictures are taken in enough light; the rest are grainy. */
function drawNoise(rng: Rng, strength: number): number {
  const dim = rng.uniform();
  return strength * (0.004 + 0.02 * dim * dim * dim);
}

function drawResolution(
  rng: Rng,
  strength: number,
  isDistant: boolean,
): Pick<DrawnCamera, 'resolution' | 'cubicEnlargement'> {
  const isLow = rng.chance(clamp(strength * (isDistant ? 0.85 : 0.42), 0, 1));
  const u = rng.uniform();
  const lost = 0.72 * Math.min(1, strength) * mix(u * u, u, clamp(strength - 1, 0, 1));
  const isBilinear = rng.chance(0.5);
  return { resolution: isLow ? 1 - lost : 1, cubicEnlargement: !(isLow && isBilinear) };
}

function drawJpegQuality(rng: Rng, strength: number): number | null {
  const isCompressed = rng.chance(clamp(0.6 * strength, 0, 1));
  const u = rng.uniform();
  return isCompressed ? Math.floor(clamp(96 - strength * (5 + 36 * u * u), 10, 96)) : null;
}
