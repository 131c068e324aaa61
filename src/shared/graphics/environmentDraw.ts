import type { Rng } from '@shared/lib/rng';
import { BACKGROUND, BACKGROUND_COUNT, LIGHT_COUNT } from './coefficientLayout';
import { clamp, cos, PI, sin, withoutSign } from './exactMath';
import { LIGHTINGS, type Lighting, type Span } from './lightings';
import { PLACES, type GraphicsOptions, type Place } from './recipeOptions';
import { addLobe, SH_0 } from './sphericalHarmonics';

type Rgb = readonly [number, number, number];

export interface DrawnEnvironment {
  readonly place: Place;
  readonly light: Float32Array;
  readonly background: Float32Array;
  readonly shadowSoftness: number;
}

/** Softness of the shadows in the studio. */
const STUDIO_SOFTNESS = 0.9;

/** One place gives both the light on the face and what stands behind it. Strength 0 of either is a studio's, the same for every sample. */
export function drawEnvironment(lightRng: Rng, backgroundRng: Rng, options: GraphicsOptions): DrawnEnvironment {
  const place = drawPlace(lightRng, options.places);
  const drawn = drawLight(lightRng, drawLighting(lightRng, place, options.lightStrength), options.lightStrength);
  const share = Math.min(1, options.lightStrength);
  const studio = studioLight();
  return {
    place,
    light: drawn.light.map((value, i) => (1 - share) * studio[i] + share * value),
    background: drawBackground(backgroundRng, options.backgroundStrength, place),
    shadowSoftness: (1 - share) * STUDIO_SOFTNESS + share * drawn.softness,
  };
}

function drawPlace(rng: Rng, weights: GraphicsOptions['places']): Place {
  let at = rng.uniform() * PLACES.reduce((sum, place) => sum + weights[place], 0);
  return PLACES.find((place) => (at -= weights[place]) < 0) ?? 'indoor';
}

/** One of the place's lightings; harsh ones come up more often beyond strength 1. */
function drawLighting(rng: Rng, place: Place, strength: number): Lighting {
  const lightings = LIGHTINGS[place];
  const weight = ({ share, softness }: Lighting): number =>
    share * (softness[0] < 0.3 ? 1 + 1.5 * Math.max(0, strength - 1) : 1);
  let at = rng.uniform() * lightings.reduce((sum, lighting) => sum + weight(lighting), 0);
  return lightings.find((lighting) => (at -= weight(lighting)) < 0) ?? lightings[0];
}

/** Light without a colour: below 0 bluish, above 0 like a lamp. */
const tint = (warmth: number): Rgb => [1 + warmth, 1 + 0.18 * warmth, 1 - warmth];
const SKY: Rgb = [0.86, 0.98, 1.16];
const GROUND: Rgb = [1.04, 1.02, 0.9];

function direction(acrossDeg: number, upDeg: number): Rgb {
  const across = (acrossDeg * PI) / 180;
  const up = (upDeg * PI) / 180;
  return [sin(across) * cos(up), sin(up), cos(across) * cos(up)];
}

/** A large soft box above the camera, white walls all around. */
function studioLight(): Float32Array {
  const light = new Float32Array(LIGHT_COUNT);
  for (let c = 0; c < 3; c++) light[c] = 0.62 / SH_0;
  addLobe(light, direction(0, 28), [1, 1, 1], 0.55 * PI, 0.6);
  return light;
}

function drawLight(rng: Rng, lighting: Lighting, strength: number): { light: Float32Array; softness: number } {
  const harsh = Math.max(0, strength - 1);
  const pick = (span: Span): number => rng.range(span[0], span[1]);
  const light = new Float32Array(LIGHT_COUNT);
  const warmth = pick(lighting.warmth);
  const fill = (1 - 0.5 * harsh) * pick(lighting.ambient);
  // What comes back from walls, or the haze of the open air.
  const wall = tint(lighting.isOpen ? -0.02 : 0.5 * warmth + 0.02 * rng.normal());
  for (let c = 0; c < 3; c++) light[c] += (fill * wall[c]) / SH_0;
  addLobe(light, [0, 1, 0], lighting.isOpen ? SKY : wall, (1 - 0.35 * harsh) * PI * pick(lighting.above), 1);
  addLobe(light, [0, -0.8, 0.6], lighting.isOpen ? GROUND : tint(warmth + 0.04), PI * pick(lighting.below), 1);
  const side = rng.chance(0.5) ? 1 : -1;
  const keyAcross = side * pick(lighting.across);
  addLobe(
    light,
    direction(keyAcross, pick(lighting.up)),
    tint(warmth),
    PI * pick(lighting.key),
    pick(lighting.breadth),
  );
  addSecond(light, rng, lighting, keyAcross, warmth);
  return { light, softness: clamp(pick(lighting.softness) * (1 - 0.6 * harsh), 0, 1) };
}

/** A second lamp or window, away from the first. */
function addSecond(light: Float32Array, rng: Rng, lighting: Lighting, keyAcross: number, warmth: number): void {
  const { second } = lighting;
  const away = (keyAcross > 0 ? -1 : 1) * rng.range(second.away[0], second.away[1]);
  const up = rng.range(0, 40);
  const amount = PI * rng.range(second.amount[0], second.amount[1]);
  const colour = tint(warmth + rng.range(second.warmer[0], second.warmer[1]));
  if (rng.chance(second.probability)) addLobe(light, direction(keyAcross + away, up), colour, amount, 0.5);
}

/** 32 numbers of mean 0 and deviation about 1, of which the first says whether the place is open. Strength 0: a plain grey wall. */
function drawBackground(rng: Rng, strength: number, place: Place): Float32Array {
  const out = new Float32Array(BACKGROUND_COUNT);
  for (let i = 0; i < BACKGROUND_COUNT; i++) out[i] = withoutSign(strength * rng.normal());
  const side = place === 'outdoor' ? 1 : -1;
  out[BACKGROUND.outdoor] = withoutSign(strength * side * (0.8 + 0.25 * Math.abs(rng.normal())));
  return out;
}
