import { clamp } from './exactMath';
import { noiseBank, NOISE_SIZE } from './noise';

export type Rgb = readonly [number, number, number];

/** A small square picture of linear RGB on which the place is painted before it goes out of focus. Coordinates are shares of the crop, y down. */
export interface Canvas {
  readonly size: number;
  readonly colour: Float32Array;
  readonly spare: Float32Array;
}

export function makeCanvas(size: number): Canvas {
  return { size, colour: new Float32Array(3 * size * size), spare: new Float32Array(3 * size * size) };
}

/** Fills a rectangle; its edges fall between cells with their share. */
export function fillRectangle(
  canvas: Canvas,
  left: number,
  top: number,
  right: number,
  bottom: number,
  colour: Rgb,
  share = 1,
): void {
  const { size } = canvas;
  const [x0, x1, y0, y1] = [left * size, right * size, top * size, bottom * size];
  for (let y = Math.max(0, Math.floor(y0)); y < Math.min(size, y1); y++) {
    const rows = Math.min(y + 1, y1) - Math.max(y, y0);
    for (let x = Math.max(0, Math.floor(x0)); x < Math.min(size, x1); x++) {
      lay(canvas, y * size + x, colour, share * rows * (Math.min(x + 1, x1) - Math.max(x, x0)));
    }
  }
}

/** Fills an ellipse with an edge one cell wide. */
export function fillEllipse(
  canvas: Canvas,
  x: number,
  y: number,
  radiusX: number,
  radiusY: number,
  colour: Rgb,
  share = 1,
): void {
  const { size } = canvas;
  const [cx, cy, rx, ry] = [x * size, y * size, Math.max(0.5, radiusX * size), Math.max(0.5, radiusY * size)];
  const small = Math.min(rx, ry);
  for (let j = Math.max(0, Math.floor(cy - ry - 1)); j < Math.min(size, cy + ry + 1); j++) {
    for (let i = Math.max(0, Math.floor(cx - rx - 1)); i < Math.min(size, cx + rx + 1); i++) {
      const dx = (i + 0.5 - cx) / rx;
      const dy = (j + 0.5 - cy) / ry;
      const inside = clamp(0.5 + (1 - Math.sqrt(dx * dx + dy * dy)) * small, 0, 1);
      if (inside > 0) lay(canvas, j * size + i, colour, share * inside);
    }
  }
}

function lay({ colour: to }: Canvas, cell: number, colour: Rgb, share: number): void {
  const n = 3 * cell;
  for (let c = 0; c < 3; c++) to[n + c] += (colour[c] - to[n + c]) * share;
}

/** Three box blurs, near to the disc and bell of a lens out of focus. @param radius cells */
export function blurCanvas(canvas: Canvas, radius: number): void {
  const whole = Math.floor(radius + 0.5);
  if (whole < 1) return;
  const { size, colour, spare } = canvas;
  for (let pass = 0; pass < 2; pass++) {
    boxLines(colour, spare, size, 3 * size, 3, whole);
    boxLines(spare, colour, size, 3, 3 * size, whole);
  }
}

/** Running mean along lines, edges repeated. */
function boxLines(
  from: Float32Array,
  to: Float32Array,
  size: number,
  line: number,
  step: number,
  radius: number,
): void {
  const scale = 1 / (2 * radius + 1);
  const last = (size - 1) * step;
  for (let i = 0; i < size; i++) {
    for (let c = 0; c < 3; c++) {
      const base = i * line + c;
      let sum = 0;
      for (let k = -radius; k <= radius; k++) sum += from[base + clamp(k * step, 0, last)];
      for (let at = 0, k = 0; k < size; k++, at += step) {
        to[base + at] = sum * scale;
        sum += from[base + clamp(at + (radius + 1) * step, 0, last)] - from[base + clamp(at - radius * step, 0, last)];
      }
    }
  }
}

/** Fixed deviates of mean 0 and deviation about 1, named by a place's phase and an index: a scene's small accidents. */
export function accident(phase: number, index: number): number {
  const start = Math.floor(Math.abs(phase) * 104729);
  return noiseBank().fine[(start + 7919 * index) & (NOISE_SIZE * NOISE_SIZE - 1)];
}

/** The same, 0 to 1 with most values about the middle. */
export function accidentShare(phase: number, index: number): number {
  return clamp(0.5 + 0.32 * accident(phase, index), 0, 1);
}
