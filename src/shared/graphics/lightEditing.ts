import { addLobe, rotateSh, SH_COUNT, splitKeyLight } from './sphericalHarmonics';

type Vector = readonly [x: number, y: number, z: number];
const LUMINANCE = [0.3, 0.6, 0.1] as const;

/** Unit vector towards what the renderer takes for the key light of 27 coefficients, and its luminance on a wall that faces it. */
export function readKey(light: Float32Array): { readonly direction: Vector; readonly strength: number } {
  const { direction, colour } = splitKeyLight(light, new Float32Array(light.length));
  return {
    direction,
    strength: LUMINANCE[0] * colour[0] + LUMINANCE[1] * colour[1] + LUMINANCE[2] * colour[2],
  };
}

/** Turns all light about the head until the key light stands there: nothing but directions changes. @param to unit vector */
export function turnKey(light: Float32Array, to: Vector): Float32Array {
  const out = new Float32Array(light.length);
  // rotateSh reads the old light along R·w, so R leads from the new direction to the old one.
  rotateSh(light, shortestTurn(to, readKey(light).direction), out);
  return out;
}

/** Rotation matrix, row by row, that takes one unit vector to another (Rodrigues). */
function shortestTurn(from: Vector, to: Vector): Float64Array {
  const c = from[0] * to[0] + from[1] * to[1] + from[2] * to[2];
  // Opposite: half a turn about the vertical, or about the front for those that are vertical themselves.
  if (c < -0.999999)
    return Float64Array.from(Math.abs(from[1]) < 0.9 ? [-1, 0, 0, 0, 1, 0, 0, 0, -1] : [-1, 0, 0, 0, -1, 0, 0, 0, 1]);
  const x = from[1] * to[2] - from[2] * to[1];
  const y = from[2] * to[0] - from[0] * to[2];
  const z = from[0] * to[1] - from[1] * to[0];
  const k = 1 / (1 + c);
  return Float64Array.from([
    c + k * x * x,
    k * x * y - z,
    k * x * z + y,
    k * x * y + z,
    c + k * y * y,
    k * y * z - x,
    k * x * z - y,
    k * y * z + x,
    c + k * z * z,
  ]);
}

/** Adds or takes key light where it stands; the surrounding light stays. @param strength as `readKey` tells it, 0 or more */
export function setKeyStrength(light: Float32Array, strength: number): Float32Array {
  let out = light;
  // What counts as key light is a share of the first band, so it takes a few steps to arrive.
  for (let step = 0; step < 8; step++) {
    const key = readKey(out);
    const change = strength - key.strength;
    if (Math.abs(change) < 1e-4) break;
    const next = out.slice();
    addLobe(next, key.direction, tintOf(out), 3.141592653589793 * change, 0);
    out = next;
  }
  return out;
}

/** Colour of all light together, with luminance 1. */
function tintOf(light: Float32Array): Vector {
  const luminance = LUMINANCE[0] * light[0] + LUMINANCE[1] * light[1] + LUMINANCE[2] * light[2];
  return luminance > 1e-6 ? [light[0] / luminance, light[1] / luminance, light[2] / luminance] : [1, 1, 1];
}

/** Red against blue of all light together, −1 to 1: positive is warm. */
export function readWarmth(light: Float32Array): number {
  const sum = light[0] + light[2];
  return Math.abs(sum) > 1e-6 ? (light[0] - light[2]) / sum : 0;
}

/** Scales red and blue of all bands; directions stay, and so does the sum of both colours. */
export function setWarmth(light: Float32Array, warmth: number): Float32Array {
  const half = (light[0] + light[2]) / 2;
  const out = light.slice();
  const red = light[0] > 1e-6 ? (half * (1 + warmth)) / light[0] : 1;
  const blue = light[2] > 1e-6 ? (half * (1 - warmth)) / light[2] : 1;
  for (let band = 0; band < SH_COUNT; band++) {
    out[3 * band] *= red;
    out[3 * band + 2] *= blue;
  }
  return out;
}
