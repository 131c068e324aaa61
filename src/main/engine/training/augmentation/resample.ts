/** Shrinks [H,W,3] floats to `share` of their size and enlarges them again, in place: what a small face in a picture has lost. */
export function resampleImage(image: Float32Array, width: number, height: number, share: number): void {
  const smallWidth = Math.max(2, Math.round(width * share));
  const smallHeight = Math.max(2, Math.round(height * share));
  const small = new Float32Array(smallWidth * smallHeight * 3);
  scaleInto(image, width, height, small, smallWidth, smallHeight);
  scaleInto(small, smallWidth, smallHeight, image, width, height);
}

/** Bilinear at pixel centres. */
function scaleInto(
  source: Float32Array,
  width: number,
  height: number,
  out: Float32Array,
  outWidth: number,
  outHeight: number,
): void {
  for (let y = 0; y < outHeight; y++) {
    const sourceY = clamp(((y + 0.5) * height) / outHeight - 0.5, height - 1);
    const top = Math.floor(sourceY);
    const shareY = sourceY - top;
    const below = top + 1 < height ? width * 3 : 0;
    for (let x = 0; x < outWidth; x++) {
      const sourceX = clamp(((x + 0.5) * width) / outWidth - 0.5, width - 1);
      const left = Math.floor(sourceX);
      const shareX = sourceX - left;
      const right = left + 1 < width ? 3 : 0;
      for (let channel = 0; channel < 3; channel++) {
        const from = (top * width + left) * 3 + channel;
        const upper = source[from] + (source[from + right] - source[from]) * shareX;
        const lower = source[from + below] + (source[from + below + right] - source[from + below]) * shareX;
        out[(y * outWidth + x) * 3 + channel] = upper + (lower - upper) * shareY;
      }
    }
  }
}

function clamp(value: number, highest: number): number {
  return value < 0 ? 0 : value > highest ? highest : value;
}
