/** What shows through transparent parts: mid-grey adds no bright or dark edge for a detector to find. */
export const MATTE_GREY = 128;

export interface FlattenedPixels {
  readonly rgb: Uint8Array;
  readonly hadTransparency: boolean;
}

/**
 * `[n,4] uint8` RGBA to `[n,3] uint8` RGB over mid-grey, rounded to nearest.
 * @param rgba straight (not premultiplied) alpha.
 */
export function flattenAlpha(rgba: Uint8Array | Uint8ClampedArray): FlattenedPixels {
  const count = rgba.length / 4;
  const rgb = new Uint8Array(count * 3);
  let hadTransparency = false;
  for (let i = 0, from = 0, to = 0; i < count; i++, from += 4, to += 3) {
    const alpha = rgba[from + 3];
    if (alpha === 255) {
      rgb[to] = rgba[from];
      rgb[to + 1] = rgba[from + 1];
      rgb[to + 2] = rgba[from + 2];
    } else {
      hadTransparency = true;
      const matte = MATTE_GREY * (255 - alpha) + 127;
      for (let c = 0; c < 3; c++) rgb[to + c] = Math.floor((rgba[from + c] * alpha + matte) / 255);
    }
  }
  return { rgb, hadTransparency };
}
