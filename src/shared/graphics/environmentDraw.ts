import type { Rng } from '@shared/lib/rng';
import { BACKGROUND, BACKGROUND_COUNT, LIGHT_COUNT } from './coefficientLayout';
import { clamp, cos, sin } from './exactMath';
import type { GraphicsOptions } from './recipeOptions';
import { addLobe, SH_0 } from './sphericalHarmonics';

type Rgb = readonly [number, number, number];

/** A place: how light falls there. Amounts are relative to an even white surrounding of 1. */
interface Place {
  readonly weight: number;
  readonly outdoor: number;
  readonly ambient: readonly [number, number];
  readonly sky: number;
  readonly key: readonly [number, number];
  /** Degrees from the front, to either side, and upwards. */
  readonly keyAcross: readonly [number, number];
  readonly keyUp: readonly [number, number];
  readonly warmth: readonly [number, number];
  /** 0 sharp shadows, 1 soft. */
  readonly softness: readonly [number, number];
}

const PLACES: readonly Place[] = [
  {
    weight: 34,
    outdoor: -0.8,
    ambient: [0.3, 0.6],
    sky: 0.5,
    key: [0.25, 0.75],
    keyAcross: [0, 60],
    keyUp: [20, 65],
    warmth: [-0.05, 0.2],
    softness: [0.5, 1],
  },
  {
    weight: 18,
    outdoor: -0.8,
    ambient: [0.16, 0.34],
    sky: 0.15,
    key: [0.6, 1.2],
    keyAcross: [35, 95],
    keyUp: [0, 30],
    warmth: [-0.1, 0.05],
    softness: [0.6, 1],
  },
  {
    weight: 22,
    outdoor: 1,
    ambient: [0.35, 0.6],
    sky: 1.1,
    key: [0.05, 0.4],
    keyAcross: [0, 90],
    keyUp: [35, 80],
    warmth: [-0.1, 0.04],
    softness: [0.8, 1],
  },
  {
    weight: 14,
    outdoor: 1,
    ambient: [0.25, 0.45],
    sky: 0.5,
    key: [0.9, 1.7],
    keyAcross: [0, 85],
    keyUp: [25, 65],
    warmth: [0, 0.14],
    softness: [0, 0.35],
  },
  {
    weight: 12,
    outdoor: -0.6,
    ambient: [0.14, 0.3],
    sky: 0.1,
    key: [0.7, 1.2],
    keyAcross: [0, 10],
    keyUp: [3, 18],
    warmth: [-0.04, 0.08],
    softness: [0.2, 0.6],
  },
];

export interface DrawnEnvironment {
  readonly light: Float32Array;
  readonly background: Float32Array;
  readonly shadowSoftness: number;
}

/** One place gives both the light on the face and what stands behind it. */
export function drawEnvironment(lightRng: Rng, backgroundRng: Rng, options: GraphicsOptions): DrawnEnvironment {
  const place = drawPlace(lightRng);
  const warmth = options.lightStrength * lightRng.range(place.warmth[0], place.warmth[1]);
  const background = drawBackground(backgroundRng, options, place, warmth);
  const { light, softness } = drawLight(lightRng, options, place, warmth);
  return { light, background, shadowSoftness: softness };
}

function drawPlace(rng: Rng): Place {
  let at = rng.uniform() * PLACES.reduce((sum, place) => sum + place.weight, 0);
  for (const place of PLACES) {
    at -= place.weight;
    if (at < 0) return place;
  }
  return PLACES[0];
}

const tint = (warmth: number): Rgb => [1 + warmth, 1 + 0.15 * warmth, 1 - warmth];

function direction(acrossDeg: number, upDeg: number): Rgb {
  const across = (acrossDeg * Math.PI) / 180;
  const up = (upDeg * Math.PI) / 180;
  return [sin(across) * cos(up), sin(up), cos(across) * cos(up)];
}

function drawLight(
  rng: Rng,
  options: GraphicsOptions,
  place: Place,
  warmth: number,
): { light: Float32Array; softness: number } {
  const strength = options.lightStrength;
  const even = clamp(1 - strength, 0, 1);
  const light = new Float32Array(LIGHT_COUNT);
  const ambient = rng.range(place.ambient[0], place.ambient[1]) / (0.6 + 0.5 * strength) + 0.35 * even;
  const skyTint: Rgb = place.outdoor > 0 ? [0.93, 1, 1.1] : tint(warmth * 0.5);
  for (let c = 0; c < 3; c++) light[c] += (ambient * skyTint[c]) / SH_0;
  addLobe(light, [0, 1, 0], skyTint, Math.PI * place.sky * rng.range(0.5, 1), 1);
  // Light thrown back by floor and clothes.
  addLobe(light, [0, -0.8, 0.6], tint(warmth + 0.06), Math.PI * rng.range(0.05, 0.28), 1);
  const fillAcross = rng.range(-110, 110);
  addLobe(
    light,
    direction(fillAcross, rng.range(-10, 40)),
    tint(warmth + 0.08 * strength * rng.normal()),
    Math.PI * rng.range(0, 0.35),
    0.8,
  );
  if (rng.chance(0.25))
    addLobe(
      light,
      direction(rng.chance(0.5) ? 140 : -140, 20),
      tint(warmth),
      Math.PI * rng.range(0.2, 0.9) * strength,
      0.5,
    );
  const key = rng.range(place.key[0], place.key[1]) * (0.4 + 0.6 * strength) * (1 - 0.5 * even);
  const side = rng.chance(0.5) ? 1 : -1;
  const spread = Math.min(1.15, 0.3 + 0.7 * strength);
  const keyDirection = direction(
    side * spread * rng.range(place.keyAcross[0], place.keyAcross[1]),
    rng.range(place.keyUp[0], place.keyUp[1]),
  );
  addLobe(light, keyDirection, tint(warmth + (place.outdoor > 0 ? 0.05 : 0)), 1.25 * Math.PI * key, 0.15);
  return { light, softness: clamp(rng.range(place.softness[0], place.softness[1]) + 0.5 * even, 0, 1) };
}

/** 32 numbers of mean 0 and deviation about 1; the first two tie the backdrop to the light. */
function drawBackground(rng: Rng, options: GraphicsOptions, place: Place, warmth: number): Float32Array {
  const out = new Float32Array(BACKGROUND_COUNT);
  for (let i = 0; i < BACKGROUND_COUNT; i++) out[i] = options.backgroundStrength * rng.normal();
  out[BACKGROUND.outdoor] = options.backgroundStrength * (place.outdoor + 0.35 * rng.normal());
  out[BACKGROUND.warmth] = options.backgroundStrength * (6 * warmth + 0.6 * rng.normal());
  return out;
}
