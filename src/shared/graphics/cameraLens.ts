import { clamp } from './exactMath';

/** Below these a blur would not be seen and is left out. */
const LEAST_RADIUS = 0.2;
const LEAST_WAY = 0.3;
/** Points per pixel along the disc and along the way. */
const FINENESS = 4;

/** A point spread function: square, odd, of sum 1. */
export interface Kernel {
  readonly reach: number;
  readonly weights: Float32Array;
}

/** What a point of light becomes: a disc drawn along a line. @param radius, way px @returns null: a point */
export function lensKernel(radius: number, way: readonly [number, number]): Kernel | null {
  const length = Math.sqrt(way[0] * way[0] + way[1] * way[1]);
  const disc = radius < LEAST_RADIUS ? 0 : radius;
  if (disc === 0 && length < LEAST_WAY) return null;
  const reach = Math.ceil(disc + length / 2);
  const side = 2 * reach + 1;
  const weights = new Float32Array(side * side);
  const across = Math.ceil(disc * FINENESS);
  const steps = length < LEAST_WAY ? 1 : 1 + Math.ceil(length * FINENESS);
  let sum = 0;
  for (let s = 0; s < steps; s++) {
    const share = steps === 1 ? 0 : s / (steps - 1) - 0.5;
    for (let j = -across; j <= across; j++) {
      for (let i = -across; i <= across; i++) {
        const dx = across === 0 ? 0 : (i / across) * disc;
        const dy = across === 0 ? 0 : (j / across) * disc;
        if (dx * dx + dy * dy > disc * disc) continue;
        splat(
          weights,
          side,
          clamp(reach + dx + share * way[0], 0, 2 * reach),
          clamp(reach + dy + share * way[1], 0, 2 * reach),
        );
        sum++;
      }
    }
  }
  for (let i = 0; i < weights.length; i++) weights[i] /= sum;
  return { reach, weights };
}

/** Spreads a weight of 1 over the four cells around a point. */
function splat(weights: Float32Array, side: number, x: number, y: number): void {
  const x0 = Math.min(side - 2, Math.floor(x));
  const y0 = Math.min(side - 2, Math.floor(y));
  const fx = x - x0;
  const fy = y - y0;
  weights[y0 * side + x0] += (1 - fx) * (1 - fy);
  weights[y0 * side + x0 + 1] += fx * (1 - fy);
  weights[(y0 + 1) * side + x0] += (1 - fx) * fy;
  weights[(y0 + 1) * side + x0 + 1] += fx * fy;
}

let padded = new Float32Array(0);

/** Convolves an RGB picture with a kernel, edges repeated. @param to not `from` */
export function convolve(from: Float32Array, to: Float32Array, width: number, height: number, kernel: Kernel): void {
  const { reach, weights } = kernel;
  const wide = width + 2 * reach;
  const tall = height + 2 * reach;
  if (padded.length < 3 * wide * tall) padded = new Float32Array(3 * wide * tall);
  for (let y = 0; y < tall; y++) {
    const row = clamp(y - reach, 0, height - 1) * width;
    for (let x = 0; x < wide; x++) {
      const n = 3 * (row + clamp(x - reach, 0, width - 1));
      const p = 3 * (y * wide + x);
      padded[p] = from[n];
      padded[p + 1] = from[n + 1];
      padded[p + 2] = from[n + 2];
    }
  }
  const { offsets, shares } = tapsOf(weights, reach, wide);
  const count = offsets.length;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const corner = 3 * (y * wide + x);
      let r = 0;
      let g = 0;
      let b = 0;
      for (let k = 0; k < count; k++) {
        const p = corner + offsets[k];
        const share = shares[k];
        r += share * padded[p];
        g += share * padded[p + 1];
        b += share * padded[p + 2];
      }
      const n = 3 * (y * width + x);
      to[n] = r;
      to[n + 1] = g;
      to[n + 2] = b;
    }
  }
}

/** The kernel's cells that are not empty, as offsets into the padded picture. */
function tapsOf(weights: Float32Array, reach: number, wide: number): { offsets: Int32Array; shares: Float32Array } {
  const side = 2 * reach + 1;
  const cells = Array.from(weights.keys()).filter((cell) => weights[cell] > 0);
  return {
    offsets: Int32Array.from(cells, (cell) => 3 * (Math.floor(cell / side) * wide + (cell % side))),
    shares: Float32Array.from(cells, (cell) => weights[cell]),
  };
}
