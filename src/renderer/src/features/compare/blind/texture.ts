import type { Rng } from '@shared/lib/rng';
import { lumaOf } from './alike';
import type { Rgba, Size } from './alike';
import type { Mask } from './mask';

const MOST_SIGMA_PX = 4;
/** Halvings of the range of sigmas: to 1/256 px. */
const HALVINGS = 10;

type Plane = Float32Array;

/** Whether a pixel and the eight around it are shown. */
function isInside(mask: Mask, width: number, at: number): boolean {
  for (const row of [at - width, at, at + width])
    for (let other = row - 1; other <= row + 1; other++) if (mask[other] !== 1) return false;
  return true;
}

/** Mean of `measure` over the shown pixels; 0 where none is. */
function meanInside({ width, height }: Size, mask: Mask, measure: (at: number) => number): number {
  let [sum, count] = [0, 0];
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      if (!isInside(mask, width, at)) continue;
      sum += measure(at);
      count++;
    }
  return count === 0 ? 0 : sum / count;
}

/** Gaussian blur of one plane; the border is repeated. */
function blurredPlane(plane: Plane, { width, height }: Size, sigmaPx: number): Plane {
  if (sigmaPx < 0.05) return plane;
  const radius = Math.ceil(3 * sigmaPx);
  const taps = Array.from({ length: 2 * radius + 1 }, (_unused, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * sigmaPx ** 2)),
  );
  const total = taps.reduce((sum, tap) => sum + tap, 0);
  const pass = (from: Plane, length: number, step: number, lines: number, stride: number): Plane => {
    const to = new Float32Array(from.length);
    for (let line = 0; line < lines; line++)
      for (let place = 0; place < length; place++) {
        let sum = 0;
        for (let tap = -radius; tap <= radius; tap++) {
          const near = Math.min(length - 1, Math.max(0, place + tap));
          sum += (taps[tap + radius] ?? 0) * (from[line * stride + near * step] ?? 0);
        }
        to[line * stride + place * step] = sum / total;
      }
    return to;
  };
  return pass(pass(plane, width, 1, height, width), height, width, width, 1);
}

/**
 * Mean square of the Laplacian of the shown luma, after a blur of 0.8 px that keeps noise out of it. Larger is sharper; comparable
 * between pictures of one size whose light is matched.
 */
export function sharpnessOf(luma: Plane, size: Size, mask: Mask): number {
  const smooth = blurredPlane(luma, size, 0.8);
  const { width } = size;
  const value = (at: number): number => smooth[at] ?? 0;
  return meanInside(
    size,
    mask,
    (at) => (value(at - 1) + value(at + 1) + value(at - width) + value(at + width) - 4 * value(at)) ** 2,
  );
}

/**
 * Standard deviation of the noise in the shown luma, 0–255: Immerkær's estimate (1996), from a mask that answers neither to planes nor
 * to straight edges. Fine texture counts as noise.
 */
export function noiseOf(luma: Plane, size: Size, mask: Mask): number {
  const { width } = size;
  const value = (at: number): number => luma[at] ?? 0;
  const row = (at: number): number => value(at - 1) - 2 * value(at) + value(at + 1);
  return (
    (Math.sqrt(Math.PI / 2) / 6) *
    meanInside(size, mask, (at) => Math.abs(row(at - width) - 2 * row(at) + row(at + width)))
  );
}

/** Blurs the sharper of two pictures until it is as sharp as the other, in place. */
export function matchSharpness(a: Rgba, b: Rgba, size: Size, mask: Mask): void {
  const [ofA, ofB] = [a, b].map((pixels) => sharpnessOf(lumaOf(pixels), size, mask)) as [number, number]; // of two
  const [sharper, wanted] = ofA > ofB ? [a, ofB] : [b, ofA];
  const luma = lumaOf(sharper);
  let [low, high] = [0, MOST_SIGMA_PX];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (sharpnessOf(blurredPlane(luma, size, middle), size, mask) > wanted) low = middle;
    else high = middle;
  }
  for (let channel = 0; channel < 3; channel++) {
    const plane = Float32Array.from({ length: luma.length }, (_unused, at) => sharper[4 * at + channel] ?? 0);
    const blurred = blurredPlane(plane, size, low);
    for (let at = 0; at < luma.length; at++) sharper[4 * at + channel] = blurred[at] ?? 0;
  }
}

/** Adds white noise to the cleaner of two pictures until both have as much, in place; the same on all channels of a pixel. */
export function matchNoise(a: Rgba, b: Rgba, size: Size, mask: Mask, rng: Rng): void {
  const [ofA, ofB] = [a, b].map((pixels) => noiseOf(lumaOf(pixels), size, mask)) as [number, number]; // of two
  const cleaner = ofA < ofB ? a : b;
  const sigma = Math.sqrt(Math.abs(ofA ** 2 - ofB ** 2));
  for (let at = 0; at < cleaner.length; at += 4) {
    const noise = sigma * rng.normal();
    for (let channel = at; channel < at + 3; channel++) cleaner[channel] = (cleaner[channel] ?? 0) + noise;
  }
}
