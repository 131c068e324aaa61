import type { RgbImage } from '../image/rgbImage';

/** Cells of 8 × 8 px of a 112 px crop, without the outermost, with eight directions each. */
const CELL = 8;
const CELLS = 14;
const KEPT = 12;
const DIRECTIONS = 8;
export const GRADIENT_CELLS = KEPT;
export const GRADIENT_DIRECTIONS = DIRECTIONS;
const SIDE = 112;
const INNER = SIDE - 4;
const GRADIENT_COUNT = KEPT * KEPT * DIRECTIONS;

/**
 * Histograms of oriented gradients (Dalal and Triggs, CVPR 2005) of the logarithm of the luma, which is indifferent to how strong the light is.
 * @param crop 112 × 112 px @returns 1,152 shares, square roots, 0 to 1
 */
export function gradientHistograms(crop: RgbImage): Float32Array {
  const smooth = smoothLogLuma(crop);
  const side = SIDE - 2;
  const sums = new Float32Array(CELLS * CELLS * DIRECTIONS);
  for (let y = 0; y < INNER; y++) {
    for (let x = 0; x < INNER; x++) {
      const at = (y + 1) * side + x + 1;
      const gx = smooth[at + 1] - smooth[at - 1];
      const gy = smooth[at + side] - smooth[at - side];
      const length = Math.hypot(gx, gy);
      if (length === 0) continue;
      const turn = ((Math.atan2(gy, gx) / Math.PI + 1) % 1) * DIRECTIONS;
      const low = Math.floor(turn);
      spread(sums, x, y, low % DIRECTIONS, length * (1 - turn + low));
      spread(sums, x, y, (low + 1) % DIRECTIONS, length * (turn - low));
    }
  }
  return normalised(sums);
}

function smoothLogLuma({ rgb }: RgbImage): Float32Array {
  const log = Float32Array.from({ length: SIDE * SIDE }, (_unused, i) =>
    Math.log(0.299 * rgb[3 * i] + 0.587 * rgb[3 * i + 1] + 0.114 * rgb[3 * i + 2] + 12),
  );
  const side = SIDE - 2;
  const out = new Float32Array(side * side);
  const kernel = [0.25, 0.5, 0.25];
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      let sum = 0;
      for (let j = 0; j < 3; j++)
        for (let i = 0; i < 3; i++) sum += kernel[i] * kernel[j] * log[(y + j) * SIDE + x + i];
      out[y * side + x] = sum;
    }
  return out;
}

/** Shares a gradient among the four cells around it. */
function spread(sums: Float32Array, x: number, y: number, direction: number, amount: number): void {
  const column = x / CELL - 0.5;
  const row = y / CELL - 0.5;
  const x0 = Math.floor(column);
  const y0 = Math.floor(row);
  for (let j = 0; j < 2; j++)
    for (let i = 0; i < 2; i++) {
      const cellX = Math.max(0, Math.min(CELLS - 1, x0 + i));
      const cellY = Math.max(0, Math.min(CELLS - 1, y0 + j));
      const weight = (i === 0 ? 1 - column + x0 : column - x0) * (j === 0 ? 1 - row + y0 : row - y0);
      sums[(cellY * CELLS + cellX) * DIRECTIONS + direction] += amount * weight;
    }
}

function normalised(sums: Float32Array): Float32Array {
  const out = new Float32Array(GRADIENT_COUNT);
  for (let y = 0; y < KEPT; y++)
    for (let x = 0; x < KEPT; x++) {
      const from = ((y + 1) * CELLS + x + 1) * DIRECTIONS;
      const cell = sums.subarray(from, from + DIRECTIONS);
      const length = Math.sqrt(cell.reduce((sum, value) => sum + value * value, 0.05));
      for (let d = 0; d < DIRECTIONS; d++) out[(y * KEPT + x) * DIRECTIONS + d] = Math.sqrt(cell[d] / length);
    }
  return out;
}
