import { Rng } from '@shared/lib/rng';
import type { DrawnCamera } from './cameraDraw';
import { clamp, exp, pow } from './exactMath';
import { SAMPLES, type Frame } from './frame';
import { STREAM } from './streams';

/** Tables of the tone curve: linear light 0…4 to display 0…1. */
const STEPS = 4096;
const HIGHEST = 4;
const softCurve = makeCurve((x) => 1 - exp(-1.35 * Math.max(0, x - 0.004)));
const hardCurve = makeCurve((x) => {
  const s = 0.72 * x;
  return (s * (2.51 * s + 0.03)) / (s * (2.43 * s + 0.59) + 0.14); // Narkowicz's fit of the ACES film curve, 2015
});

function makeCurve(curve: (x: number) => number): Float32Array {
  return Float32Array.from({ length: STEPS + 2 }, (_, i) => deepen(encode(clamp(curve((i / STEPS) * HIGHEST), 0, 1))));
}

/** The gentle S that cameras lay over the curve: darks deeper, lights a little lighter. */
function deepen(v: number): number {
  return v + 0.5 * v * (1 - v) * (v - 0.42);
}

/** Transfer function of sRGB (IEC 61966-2-1). */
function encode(x: number): number {
  return x <= 0.0031308 ? 12.92 * x : 1.055 * pow(x, 1 / 2.4) - 0.055;
}

const NOISE_COUNT = 65536;
let noiseTable: Float32Array | undefined;

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

/**
 * From light to a file's pixels: averages the points of each pixel, exposes, blurs, applies the tone curve, adds noise.
 * @param exposure factor on the light @param balance gains of red and blue @returns RGBA, opaque
 */
export function develop(
  frame: Frame,
  camera: DrawnCamera,
  exposure: number,
  balance: { readonly red: number; readonly blue: number },
  grainSeed: number,
): Uint8ClampedArray {
  const { widthPx, heightPx, pixels, spare } = frame;
  const gains = [exposure * balance.red * camera.redGain, exposure, exposure * balance.blue * camera.blueGain];
  averagePoints(frame, gains);
  const deviation = (camera.blur * heightPx) / 112;
  if (deviation > 0.12) blur(pixels, spare, widthPx, heightPx, deviation);
  const out = new Uint8ClampedArray(4 * widthPx * heightPx);
  const noise = whiteNoise();
  const rng = new Rng(grainSeed, STREAM.grain);
  const start = rng.uint32();
  const stride = (rng.uint32() | 1) & (NOISE_COUNT - 1);
  const { contrast } = camera;
  let draw = start & (NOISE_COUNT - 1);
  for (let i = 0, n = 0; n < pixels.length; i += 4, n += 3) {
    const common = noise[draw];
    draw = (draw + stride) & (NOISE_COUNT - 1);
    for (let c = 0; c < 3; c++) {
      const x = pixels[n + c];
      const at = x >= HIGHEST ? STEPS : x > 0 ? ((x * STEPS) / HIGHEST) | 0 : 0;
      const shown = softCurve[at] * (1 - contrast) + hardCurve[at] * contrast;
      const own = noise[(draw + 7919 * (c + 1)) & (NOISE_COUNT - 1)];
      // Shot noise: strongest in the shadows once the curve has lifted them.
      const level = camera.noise * (1.3 - 0.7 * shown);
      out[i + c] = 255 * (shown + level * (0.75 * common + 0.5 * own));
    }
    out[i + 3] = 255;
  }
  return out;
}

function averagePoints(frame: Frame, gains: readonly number[]): void {
  const { widthPx, heightPx, width, colour, pixels } = frame;
  const share = 1 / (SAMPLES * SAMPLES);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      let r = 0;
      let g = 0;
      let b = 0;
      for (let j = 0; j < SAMPLES; j++) {
        for (let i = 0; i < SAMPLES; i++) {
          const from = 3 * ((y * SAMPLES + j) * width + x * SAMPLES + i);
          // A highlight may not outshine its pixel's neighbours: limiting each point smooths its edge.
          r += Math.min(HIGHEST, colour[from] * gains[0]);
          g += Math.min(HIGHEST, colour[from + 1] * gains[1]);
          b += Math.min(HIGHEST, colour[from + 2] * gains[2]);
        }
      }
      const to = 3 * (y * widthPx + x);
      pixels[to] = r * share;
      pixels[to + 1] = g * share;
      pixels[to + 2] = b * share;
    }
  }
}

/** Gaussian blur of small width, rows then columns, edges repeated. */
function blur(pixels: Float32Array, spare: Float32Array, width: number, height: number, deviation: number): void {
  const reach = Math.min(6, Math.max(1, Math.floor(deviation * 2.5 + 0.5)));
  const weights = new Float32Array(reach + 1);
  let sum = 0;
  for (let i = 0; i <= reach; i++) {
    weights[i] = exp(-(i * i) / (2 * deviation * deviation));
    sum += i === 0 ? weights[i] : 2 * weights[i];
  }
  for (let i = 0; i <= reach; i++) weights[i] /= sum;
  blurLines(pixels, spare, height, width, 3 * width, 3, weights);
  blurLines(spare, pixels, width, height, 3, 3 * width, weights);
}

function blurLines(
  from: Float32Array,
  to: Float32Array,
  lines: number,
  length: number,
  lineStep: number,
  step: number,
  weights: Float32Array,
): void {
  const last = (length - 1) * step;
  for (let line = 0; line < lines; line++) {
    for (let c = 0; c < 3; c++) {
      const base = line * lineStep + c;
      for (let at = 0; at <= last; at += step) {
        let sum = from[base + at] * weights[0];
        for (let i = 1; i < weights.length; i++) {
          const before = Math.max(0, at - i * step);
          const after = Math.min(last, at + i * step);
          sum += weights[i] * (from[base + before] + from[base + after]);
        }
        to[base + at] = sum;
      }
    }
  }
}
