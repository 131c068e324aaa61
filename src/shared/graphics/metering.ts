import { exp, log } from './exactMath';
import { OWNER, type Frame } from './frame';
import type { Scene } from './scene';
import { SH_0 } from './sphericalHarmonics';

/** Brightness that the camera aims at, in linear light. */
const TARGET = 0.235;
/** Share of a face's own lightness that the camera takes for light: a dark face comes out lighter than in life, but dark. */
const SKIN_SHARE = 0.42;
const REFERENCE = 0.26;
/** Weight of what surrounds the face: a bright sky behind it darkens the face a little, a dark room brightens it. */
const SURROUND_SHARE = 0.16;
/** Brightness of surroundings that change nothing, in faces. */
const SURROUND_REFERENCE = 1.2;
/** Every so many points are looked at. */
const METER_STEP = 29;

/** How far the camera takes back the colour of the light. */
const BALANCE = 0.76;

/** Gains of red and blue that bring the light on the face towards white. */
export function whiteBalance(scene: Scene): { readonly red: number; readonly blue: number } {
  const { ambient, key } = scene;
  const [red, green, blue] = [0, 1, 2].map((c) => Math.max(1e-3, SH_0 * ambient[c] + 0.5 * key.colour[c]));
  return { red: exp(BALANCE * log(green / red)), blue: exp(BALANCE * log(green / blue)) };
}

/** Exposure as a camera that meters the face, and with a small weight what is around it, would set it. @param stops deliberate error */
export function meterExposure(scene: Scene, stops: number): number {
  const { frame, toneLuminance } = scene;
  const face = meanLuminance(frame, true);
  const around = meanLuminance(frame, false);
  const tone = exp((1 - SKIN_SHARE) * log(Math.max(0.05, toneLuminance / REFERENCE)));
  const bright = face === null ? 0.2 : face;
  // How much brighter the surroundings are than a face of this tone should stand before them.
  const ratio = around === null ? 1 : (around * tone) / (SURROUND_REFERENCE * bright);
  const surround = exp(-SURROUND_SHARE * log(Math.min(8, Math.max(1 / 8, ratio))));
  return (TARGET / bright) * tone * surround * exp(0.6931471805599453 * stops);
}

/** Mean luminance of the face, or of what nobody stands before; null where there is none. The face is what skin lies in the middle of the crop, without clothes. */
function meanLuminance({ owner, passed, colour, width, height }: Frame, ofFace: boolean): number | null {
  let sum = 0;
  let count = 0;
  for (let k = 0; k < owner.length; k += METER_STEP) {
    if (ofFace) {
      if (owner[k] !== OWNER.skin || passed[k] < 0.5) continue;
      const x = k % width;
      if (x < 0.14 * width || x > 0.86 * width || k > 0.88 * height * width) continue;
    } else if (owner[k] !== OWNER.none || passed[k] < 0.5) continue;
    sum += 0.3 * colour[3 * k] + 0.6 * colour[3 * k + 1] + 0.1 * colour[3 * k + 2];
    count++;
  }
  return count === 0 || sum <= 0 ? null : sum / count;
}
