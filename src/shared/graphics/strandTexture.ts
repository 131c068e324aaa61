import type { FittedPart } from './headModel';

/** Lightness (relative to the mean) and opacity of hair, in halving resolutions. */
export interface StrandTexture {
  readonly levels: readonly { readonly sizePx: number; readonly values: Float32Array }[];
}

const cache = new WeakMap<FittedPart, StrandTexture>();
const LEVELS = 5;

/** @returns null-safe: a part without texture is opaque and even */
export function strandTexture(part: FittedPart): StrandTexture {
  let texture = cache.get(part);
  if (texture === undefined) cache.set(part, (texture = makeTexture(part)));
  return texture;
}

function makeTexture(part: FittedPart): StrandTexture {
  const source = part.texture ?? { sizePx: 1, values: Uint8Array.of(127, 255) };
  let sizePx = source.sizePx;
  let values: Float32Array = new Float32Array(2 * sizePx * sizePx);
  for (let i = 0; i < values.length; i += 2) {
    const root = source.values[i] / 255;
    values[i] = 4 * root * root;
    values[i + 1] = source.values[i + 1] / 255;
  }
  const levels = [{ sizePx, values }];
  while (levels.length < LEVELS && sizePx > 8) {
    values = halve(values, sizePx);
    sizePx /= 2;
    levels.push({ sizePx, values });
  }
  return { levels };
}

/** Means of 2 × 2 texels, lightness weighted by opacity. */
function halve(values: Float32Array, sizePx: number): Float32Array {
  const half = sizePx / 2;
  const out = new Float32Array(2 * half * half);
  for (let y = 0; y < half; y++) {
    for (let x = 0; x < half; x++) {
      let light = 0;
      let opacity = 0;
      for (let k = 0; k < 4; k++) {
        const at = 2 * ((2 * y + (k >> 1)) * sizePx + 2 * x + (k & 1));
        const weight = values[at + 1] + 1e-4;
        light += values[at] * weight;
        opacity += weight;
      }
      const to = 2 * (y * half + x);
      out[to] = light / opacity;
      out[to + 1] = opacity / 4;
    }
  }
  return out;
}
