import { Rng } from '@shared/lib/rng';
import { STREAM } from './streams';

/** Side of every noise pattern; they repeat without a seam. */
export const NOISE_SIZE = 512;
const MASK = NOISE_SIZE - 1;

/** Patterns of mean 0 and deviation about 1. They are the same for everybody; an identity shifts and weights them. */
export interface NoiseBank {
  /** Skin pores and hair roots. */
  readonly fine: Float32Array;
  readonly middle: Float32Array;
  /** Blotches and cloudy walls. */
  readonly broad: Float32Array;
}

let bank: NoiseBank | undefined;

export function noiseBank(): NoiseBank {
  bank ??= { fine: makeNoise(1, 128, 3, 0.8), middle: makeNoise(2, 24, 4, 0.7), broad: makeNoise(3, 5, 4, 0.6) };
  return bank;
}

/** Value noise summed over octaves (Perlin, "An image synthesizer", 1985, in its lattice-value form). */
function makeNoise(index: number, firstCells: number, octaves: number, gain: number): Float32Array {
  const rng = new Rng(0, STREAM.noiseBank, index);
  const out = new Float32Array(NOISE_SIZE * NOISE_SIZE);
  let amplitude = 1;
  let power = 0;
  let cells = firstCells;
  for (let octave = 0; octave < octaves && cells <= NOISE_SIZE; octave++) {
    const lattice = new Float32Array(cells * cells);
    for (let i = 0; i < lattice.length; i++) lattice[i] = 2 * rng.uniform() - 1;
    addOctave(out, lattice, cells, amplitude);
    power += amplitude * amplitude;
    amplitude *= gain;
    cells *= 2;
  }
  const scale = 1 / Math.sqrt(power / 6); // interpolated uniform values have a variance of about 1/6
  for (let i = 0; i < out.length; i++) out[i] *= scale;
  return out;
}

function addOctave(out: Float32Array, lattice: Float32Array, cells: number, amplitude: number): void {
  const step = cells / NOISE_SIZE;
  for (let y = 0; y < NOISE_SIZE; y++) {
    const fy = y * step;
    const y0 = Math.floor(fy);
    const ty = fy - y0;
    const sy = ty * ty * (3 - 2 * ty);
    const upper = (y0 % cells) * cells;
    const lower = ((y0 + 1) % cells) * cells;
    for (let x = 0; x < NOISE_SIZE; x++) {
      const fx = x * step;
      const x0 = Math.floor(fx);
      const tx = fx - x0;
      const sx = tx * tx * (3 - 2 * tx);
      const left = x0 % cells;
      const right = (x0 + 1) % cells;
      const top = lattice[upper + left] * (1 - sx) + lattice[upper + right] * sx;
      const bottom = lattice[lower + left] * (1 - sx) + lattice[lower + right] * sx;
      out[y * NOISE_SIZE + x] += amplitude * (top * (1 - sy) + bottom * sy);
    }
  }
}

/** Value at a point in texels, wrapped, interpolated. */
export function noiseAt(pattern: Float32Array, x: number, y: number): number {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const tx = x - x0;
  const ty = y - y0;
  const left = x0 & MASK;
  const right = (x0 + 1) & MASK;
  const upper = (y0 & MASK) * NOISE_SIZE;
  const lower = ((y0 + 1) & MASK) * NOISE_SIZE;
  const top = pattern[upper + left] * (1 - tx) + pattern[upper + right] * tx;
  const bottom = pattern[lower + left] * (1 - tx) + pattern[lower + right] * tx;
  return top * (1 - ty) + bottom * ty;
}
