import { exp, log } from './exactMath';
import { OWNER } from './frame';
import type { Scene } from './scene';
import { SH_0 } from './sphericalHarmonics';

/** Brightness that the camera aims at, in linear light. */
const TARGET = 0.235;
/** Share of a face's own lightness that the camera takes for light: a dark face comes out lighter than in life, but dark. */
const SKIN_SHARE = 0.42;
const REFERENCE = 0.26;

/** How far the camera takes back the colour of the light. */
const BALANCE = 0.6;

/** Gains of red and blue that bring the light on the face towards white. */
export function whiteBalance(scene: Scene): { readonly red: number; readonly blue: number } {
  const { ambient, key } = scene;
  const [red, green, blue] = [0, 1, 2].map((c) => Math.max(1e-3, SH_0 * ambient[c] + 0.5 * key.colour[c]));
  return { red: exp(BALANCE * log(green / red)), blue: exp(BALANCE * log(green / blue)) };
}

/** Exposure as a camera that meters the face would set it. */
export function meterExposure(scene: Scene, stops: number): number {
  const { frame } = scene;
  let sum = 0;
  let count = 0;
  for (let k = 0; k < frame.owner.length; k += 29) {
    if (frame.owner[k] !== OWNER.skin || frame.passed[k] < 0.5) continue;
    sum += 0.3 * frame.colour[3 * k] + 0.6 * frame.colour[3 * k + 1] + 0.1 * frame.colour[3 * k + 2];
    count++;
  }
  const face = count === 0 ? 0.2 : Math.max(0.01, sum / count);
  const tone = scene.toneLuminance / REFERENCE;
  return (TARGET / face) * exp((1 - SKIN_SHARE) * log(Math.max(0.05, tone))) * exp(0.6931471805599453 * stops);
}
