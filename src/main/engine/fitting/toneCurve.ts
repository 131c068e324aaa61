/** The typical contrast of the generator's cameras (cameraDraw.ts). */
const CONTRAST = 0.62;
const STEPS = 1024;
const HIGHEST = 4;

let inverse: Float64Array | undefined;

/**
 * Linear light of a display value, by the middle one of the tone curves that the generator develops with (cameraPipeline.ts).
 * Which curve a real camera used is unknown; the light is fitted in what this one undoes.
 * @returns 256 values, 0 to 4
 */
export function linearOfDisplay(): Float64Array {
  if (inverse !== undefined) return inverse;
  const table = new Float64Array(256);
  let at = 0;
  for (let value = 0; value < 256; value++) {
    while (at < STEPS * HIGHEST && displayed(at / STEPS) < value / 255) at++;
    table[value] = at / STEPS;
  }
  return (inverse = table);
}

function displayed(x: number): number {
  const soft = 1 - Math.exp(-1.35 * Math.max(0, x - 0.004));
  const s = 0.72 * x;
  const hard = (s * (2.51 * s + 0.03)) / (s * (2.43 * s + 0.59) + 0.14);
  return deepened(soft) * (1 - CONTRAST) + deepened(hard) * CONTRAST;
}

function deepened(x: number): number {
  const v = x <= 0.0031308 ? 12.92 * x : 1.055 * Math.pow(Math.min(1, x), 1 / 2.4) - 0.055;
  return v + 0.5 * v * (1 - v) * (v - 0.42);
}
