/** A change of place: mirror, then shift, scale and rotate around the middle of the image. */
export interface Warp {
  readonly mirror: boolean;
  /** Pixels to the right and down. */
  readonly shiftX: number;
  readonly shiftY: number;
  /** Above 1 enlarges. */
  readonly scale: number;
  readonly rotateRad: number;
}

/** RGB bytes [H,W,3] to floats of the same shape, bilinear; what lies outside repeats the border. */
export function warpImage(source: Uint8Array, out: Float32Array, width: number, height: number, warp: Warp): void {
  const centreX = (width - 1) / 2;
  const centreY = (height - 1) / 2;
  // Inverse map: where in the source does an output pixel come from.
  const cosine = Math.cos(warp.rotateRad) / warp.scale;
  const sine = Math.sin(warp.rotateRad) / warp.scale;
  const stepX = warp.mirror ? -cosine : cosine;
  const stepY = -sine;
  for (let y = 0; y < height; y++) {
    const fromCentreX = -centreX - warp.shiftX;
    const fromCentreY = y - centreY - warp.shiftY;
    const unmirroredX = fromCentreX * cosine + fromCentreY * sine;
    let sourceX = centreX + (warp.mirror ? -unmirroredX : unmirroredX);
    let sourceY = centreY - fromCentreX * sine + fromCentreY * cosine;
    let to = y * width * 3;
    for (let x = 0; x < width; x++) {
      const clampedX = sourceX < 0 ? 0 : sourceX > width - 1 ? width - 1 : sourceX;
      const clampedY = sourceY < 0 ? 0 : sourceY > height - 1 ? height - 1 : sourceY;
      const left = clampedX | 0;
      const top = clampedY | 0;
      const shareX = clampedX - left;
      const shareY = clampedY - top;
      const a = (top * width + left) * 3;
      const right = left + 1 < width ? 3 : 0;
      const below = top + 1 < height ? width * 3 : 0;
      for (let channel = 0; channel < 3; channel++) {
        const from = a + channel;
        const upper = source[from] + (source[from + right] - source[from]) * shareX;
        const lower = source[from + below] + (source[from + below + right] - source[from + below]) * shareX;
        out[to++] = upper + (lower - upper) * shareY;
      }
      sourceX += stepX;
      sourceY += stepY;
    }
  }
}

/** The same without a change of place: a plain or mirrored copy. */
export function copyImage(source: Uint8Array, out: Float32Array, width: number, height: number, mirror: boolean): void {
  if (!mirror) {
    out.set(source);
    return;
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 3;
      const to = (y * width + width - 1 - x) * 3;
      out[to] = source[from];
      out[to + 1] = source[from + 1];
      out[to + 2] = source[from + 2];
    }
  }
}
