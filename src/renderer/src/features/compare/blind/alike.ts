/** Pixels as a canvas holds them: four bytes each, alpha last. */
export type Rgba = Uint8ClampedArray;

/** JPEG leaves a little colour in grey pictures. */
const GREY_SPREAD = 12;
const GREY_SHARE = 0.99;

const lumaAt = (pixels: Rgba, at: number): number =>
  0.299 * (pixels[at] ?? 0) + 0.587 * (pixels[at + 1] ?? 0) + 0.114 * (pixels[at + 2] ?? 0);

/** True for a picture without colour, whatever format it came in. */
export function isGrey(pixels: Rgba): boolean {
  let grey = 0;
  for (let at = 0; at < pixels.length; at += 4) {
    const [r = 0, g = 0, b = 0] = pixels.subarray(at, at + 3);
    if (Math.max(r, g, b) - Math.min(r, g, b) <= GREY_SPREAD) grey++;
  }
  return grey >= (GREY_SHARE * pixels.length) / 4;
}

/** Each pixel to its BT.601 luma, in place. */
export function toGrey(pixels: Rgba): void {
  for (let at = 0; at < pixels.length; at += 4) pixels.fill(Math.round(lumaAt(pixels, at)), at, at + 3);
}

/** One luma per pixel. */
export const lumaOf = (pixels: Rgba): Float32Array =>
  Float32Array.from({ length: pixels.length / 4 }, (_unused, at) => lumaAt(pixels, 4 * at));

export interface Light {
  readonly mean: number;
  readonly spread: number;
}

/** Mean and standard deviation of the luma, 0–255. @param mask 1 for each pixel that counts; all where it is left out */
export function lightOf(pixels: Rgba, mask?: Uint8Array): Light {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let at = 0; at < pixels.length; at += 4) {
    if (mask?.[at / 4] === 0) continue;
    const luma = lumaAt(pixels, at);
    count++;
    sum += luma;
    squares += luma * luma;
  }
  if (count === 0) return { mean: 0, spread: 0 };
  const mean = sum / count;
  return { mean, spread: Math.sqrt(Math.max(0, squares / count - mean * mean)) };
}

/** Brings both to the mean of their means and of their spreads, by one gain and one offset for all channels of a picture, in place. */
export function matchLight(a: Rgba, b: Rgba, mask?: Uint8Array): void {
  const [lightA, lightB] = [lightOf(a, mask), lightOf(b, mask)];
  const mean = (lightA.mean + lightB.mean) / 2;
  const spread = (lightA.spread + lightB.spread) / 2;
  for (const [pixels, light] of [
    [a, lightA],
    [b, lightB],
  ] as const) {
    // A plain picture has no contrast that could be raised.
    const gain = light.spread < 1 ? 1 : spread / light.spread;
    for (let at = 0; at < pixels.length; at += 4)
      for (let channel = at; channel < at + 3; channel++)
        pixels[channel] = ((pixels[channel] ?? 0) - light.mean) * gain + mean;
  }
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The largest size that every picture can fill without being enlarged, in the narrowest of their shapes. */
export function commonSize(sizes: readonly Size[]): Size {
  const shape = Math.min(...sizes.map(({ width, height }) => width / height));
  const height = Math.min(...sizes.map((size) => Math.min(size.height, size.width / shape)));
  return { width: Math.round(height * shape), height: Math.round(height) };
}

/** The middle part of a picture that has the shape of `to`; all crops are aligned to one template, so its middle is the face's. */
export function middlePart(from: Size, to: Size): Size & { readonly x: number; readonly y: number } {
  const shape = to.width / to.height;
  const width = Math.min(from.width, from.height * shape);
  const height = width / shape;
  return { x: (from.width - width) / 2, y: (from.height - height) / 2, width, height };
}
