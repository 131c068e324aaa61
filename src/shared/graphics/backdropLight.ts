import { clamp } from './exactMath';
import { openIrradiance } from './lightFields';
import type { Place } from './recipeOptions';
import type { Rgb } from './backdropCanvas';
import type { KeyLight } from './sphericalHarmonics';

/** The light of the picture as it falls on what stands behind the person; the backdrop has no other. */
export interface BackdropLight {
  /** Light that a white wall behind the head sends to the camera, on the person's left (the picture's right) and on their right. */
  readonly left: Rgb;
  readonly right: Rgb;
  /** Light on level ground and leaves. */
  readonly ground: Rgb;
  readonly sky: Rgb;
  /** Share of the key in all light: 0 overcast, 1 a sun or lamp alone. */
  readonly hardness: number;
}

/** How much of the key reaches the wall behind the head: a flash fades with distance, a window is to one side of both. */
const KEY_ARRIVES: Readonly<Record<Place, number>> = { indoor: 0.6, outdoor: 1, window: 0.45, flash: 0.22, mixed: 0.5 };
/** Half the angle, as sine and cosine, by which walls at the edges of the picture seem turned to the light. */
const TURN = [0.5, 0.866] as const;
const white = new Float32Array(3);

/** @param ambient light without the key, 27 numbers */
export function lightBehind(ambient: Float32Array, key: KeyLight, place: Place): BackdropLight {
  const arrives = KEY_ARRIVES[place];
  const on = (x: number, y: number, z: number, share: number): Rgb => {
    openIrradiance(ambient, x, y, z, white);
    const facing = share * Math.max(0, x * key.direction[0] + y * key.direction[1] + z * key.direction[2]);
    return [white[0] + facing * key.colour[0], white[1] + facing * key.colour[1], white[2] + facing * key.colour[2]];
  };
  const ground = on(0, 1, 0, arrives);
  const level = luminance(ground);
  const keyLevel = luminance(key.colour);
  const hardness = clamp(keyLevel / (keyLevel + level + 1e-6), 0, 1);
  // A clear sky is blue and less bright than a cloudy one, measured against the ground below it.
  const blue = clamp(1.6 * hardness - 0.3, 0, 1);
  const tone = level * (1.7 - 0.9 * blue);
  return {
    left: on(TURN[0], 0, TURN[1], arrives),
    right: on(-TURN[0], 0, TURN[1], arrives),
    ground,
    sky: [tone * (1 - 0.36 * blue), tone * (1.01 - 0.14 * blue), tone * (1.04 + 0.1 * blue)],
    hardness,
  };
}

const luminance = (colour: Rgb): number => 0.3 * colour[0] + 0.6 * colour[1] + 0.1 * colour[2];

/** Colour of a surface under a light. */
export const under = (albedo: Rgb, light: Rgb): Rgb => [
  albedo[0] * light[0],
  albedo[1] * light[1],
  albedo[2] * light[2],
];

/** A muted surface colour: grey of some lightness, a little warm or cool. @param tint about −1 to 1 */
export function muted(lightness: number, tint: number): Rgb {
  return [lightness * (1 + 0.16 * tint), lightness * (1 + 0.02 * tint), lightness * (1 - 0.18 * tint)];
}
