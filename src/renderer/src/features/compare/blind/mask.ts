import type { Rgba, Size } from './alike';

/** Half axes of the oval, as shares of the picture: forehead to chin and ear to ear of an aligned crop. */
const [OVAL_X, OVAL_Y] = [0.4, 0.48];
/** Black that an aligned crop of a small picture has where the picture ended; JPEG leaves it a little grey. */
const BLACK = 12;
const GREY = 128;

/** 1: shown. One per pixel. */
export type Mask = Uint8Array;

/**
 * What is shown of both pictures of a pair: where neither is black from its border inwards, and with `isOval` only the face. One mask
 * for both, so that it tells nothing.
 */
export function commonMask(pictures: readonly Rgba[], { width, height }: Size, isOval: boolean): Mask {
  const mask = new Uint8Array(width * height).fill(1);
  for (const pixels of pictures) hideBorder(mask, pixels, { width, height });
  if (!isOval) return mask;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [across, down] = [(x + 0.5) / width - 0.5, (y + 0.5) / height - 0.5];
      if ((across / OVAL_X) ** 2 + (down / OVAL_Y) ** 2 > 1) mask[y * width + x] = 0;
    }
  return mask;
}

/** Hides black pixels that hang together with the border. */
function hideBorder(mask: Mask, pixels: Rgba, { width, height }: Size): void {
  const seen = new Uint8Array(width * height);
  const open: number[] = [];
  const look = (x: number, y: number): void => {
    if (x < 0 || y < 0 || x >= width || y >= height) return;
    const at = y * width + x;
    if (seen[at] === 1) return;
    seen[at] = 1;
    const [r = 0, g = 0, b = 0] = pixels.subarray(4 * at, 4 * at + 3);
    if (Math.max(r, g, b) <= BLACK) open.push(at);
  };
  for (let x = 0; x < width; x++) [0, height - 1].forEach((y) => look(x, y));
  for (let y = 0; y < height; y++) [0, width - 1].forEach((x) => look(x, y));
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    mask[at] = 0;
    const [x, y] = [at % width, Math.floor(at / width)];
    look(x - 1, y);
    look(x + 1, y);
    look(x, y - 1);
    look(x, y + 1);
  }
}

/** Paints what is not shown in one middle grey, in place. */
export function paintHidden(pixels: Rgba, mask: Mask): void {
  for (let at = 0; at < mask.length; at++) if (mask[at] === 0) pixels.fill(GREY, 4 * at, 4 * at + 3);
}
