import { Rng } from '@shared/lib/rng';
import type { DrawnCamera } from './cameraDraw';
import { clamp, exp, pow } from './exactMath';
import { noiseBank, NOISE_SIZE } from './noise';
import { STREAM } from './streams';

/** Tables of the tone curve: linear light 0…4 to display 0…1. */
const STEPS = 4096;
export const HIGHEST = 4;
const PER_UNIT = STEPS / HIGHEST;
const softCurve = makeCurve((x) => 1 - exp(-1.35 * Math.max(0, x - 0.004)));
const hardCurve = makeCurve((x) => {
  const s = 0.72 * x;
  return (s * (2.51 * s + 0.03)) / (s * (2.43 * s + 0.59) + 0.14); // Narkowicz's fit of the ACES film curve, 2015
});

function makeCurve(curve: (x: number) => number): Float32Array {
  return Float32Array.from({ length: STEPS + 2 }, (_, i) => deepen(encode(clamp(curve(i / PER_UNIT), 0, 1))));
}

/** The gentle S that cameras lay over the curve: darks deeper, lights a little lighter. */
function deepen(v: number): number {
  return v + 0.5 * v * (1 - v) * (v - 0.42);
}

/** Transfer function of sRGB (IEC 61966-2-1). */
function encode(x: number): number {
  return x <= 0.0031308 ? 12.92 * x : 1.055 * pow(x, 1 / 2.4) - 0.055;
}

const curve = new Float32Array(STEPS + 2);
/** A curve laid over each channel by itself also drives the channels apart; cameras take back part of that, or skin in shade turns orange. */
const CONTRAST_COLOURS = 0.28;

/** Linear light to display values 0 to 1, in place: tone curve, stray light, saturation. */
export function applyTone(pixels: Float32Array, count: number, camera: DrawnCamera): void {
  const { contrast, haze, saturation } = camera;
  for (let i = 0; i < curve.length; i++)
    curve[i] = haze + (1 - haze) * (softCurve[i] * (1 - contrast) + hardCurve[i] * contrast);
  for (let n = 0; n < count; n++) {
    const x = pixels[n];
    const at = x >= HIGHEST ? STEPS : x > 0 ? x * PER_UNIT : 0;
    const i = at | 0;
    pixels[n] = curve[i] + (at - i) * (curve[i + 1] - curve[i]);
  }
  saturate(pixels, count, saturation * (1.06 - CONTRAST_COLOURS * contrast));
}

function saturate(pixels: Float32Array, count: number, saturation: number): void {
  for (let n = 0; n < count; n += 3) {
    const grey = 0.299 * pixels[n] + 0.587 * pixels[n + 1] + 0.114 * pixels[n + 2];
    for (let c = 0; c < 3; c++) pixels[n + c] = clamp(grey + saturation * (pixels[n + c] - grey), 0, 1);
  }
}

const NOISE_COUNT = 65536;
let noiseTable: Float32Array | undefined;

/** Numbers of mean 0 and deviation 1. */
function whiteNoise(): Float32Array {
  if (noiseTable === undefined) {
    const rng = new Rng(0, STREAM.grain);
    noiseTable = Float32Array.from(
      { length: NOISE_COUNT },
      () => (rng.uniform() + rng.uniform() + rng.uniform() - 1.5) * 2,
    );
  }
  return noiseTable;
}

/** Light at which `DrawnCamera.noise` is the deviation, and what the reading adds however dark it is. */
const MIDDLE_GREY = 0.2;
const READ = 0.012;
/** Slope of the usual tone curve there. */
const SLOPE = 1.45;
/** Of the noise's deviation: shared by the channels, of each channel, and in blotches of a few pixels; squares sum to 1. */
const COMMON = 0.86;
const OWN = 0.4;
const BLOTCH = 0.317;

/** Adds a sensor's noise to linear light: its variance grows with the light (shot noise) from a floor (read noise). */
export function addNoise(
  pixels: Float32Array,
  width: number,
  height: number,
  deviation: number,
  grainSeed: number,
): void {
  const noise = whiteNoise();
  const blotches = noiseBank().fine;
  const rng = new Rng(grainSeed, STREAM.grain);
  const stride = (rng.uint32() | 1) & (NOISE_COUNT - 1);
  const shifts = [0, 1, 2].map(() => rng.below(blotches.length));
  const scale = deviation / (SLOPE * Math.sqrt(MIDDLE_GREY + READ));
  let draw = rng.uint32() & (NOISE_COUNT - 1);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const common = COMMON * noise[draw];
      draw = (draw + stride) & (NOISE_COUNT - 1);
      const n = 3 * (y * width + x);
      for (let c = 0; c < 3; c++) {
        const light = pixels[n + c];
        const own = noise[(draw + 7919 * (c + 1)) & (NOISE_COUNT - 1)];
        const blotch = blotches[(y * NOISE_SIZE + x + shifts[c]) & (NOISE_SIZE * NOISE_SIZE - 1)];
        pixels[n + c] =
          light + scale * Math.sqrt((light > 0 ? light : 0) + READ) * (common + OWN * own + BLOTCH * blotch);
      }
    }
  }
}

/** Exaggerates edges as telephones do: the difference to the four neighbours, added. @param to not `from` */
export function sharpen(from: Float32Array, to: Float32Array, width: number, height: number, amount: number): void {
  const last = 3 * width;
  for (let y = 0; y < height; y++) {
    const above = y > 0 ? -last : 0;
    const below = y < height - 1 ? last : 0;
    for (let x = 0; x < width; x++) {
      const left = x > 0 ? -3 : 0;
      const right = x < width - 1 ? 3 : 0;
      const n = 3 * (y * width + x);
      for (let i = n; i < n + 3; i++) {
        const around = 0.25 * (from[i + above] + from[i + below] + from[i + left] + from[i + right]);
        to[i] = clamp(from[i] + amount * (from[i] - around), 0, 1);
      }
    }
  }
}
