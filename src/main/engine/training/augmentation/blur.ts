/** Gaussian blur in place on [H,W,3] floats, the border repeated; `sigma` in pixels. */
export function blurImage(image: Float32Array, width: number, height: number, sigma: number): void {
  const reach = Math.max(1, Math.ceil(2.5 * sigma));
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)),
  );
  const total = kernel.reduce((sum, value) => sum + value, 0);
  for (let i = 0; i < kernel.length; i++) kernel[i] /= total;
  const across = new Float32Array(image.length);
  for (let y = 0; y < height; y++) blurLine(image, across, kernel, y * width * 3, 3, width);
  for (let x = 0; x < width; x++) blurLine(across, image, kernel, x * 3, width * 3, height);
}

/** One row or column: `count` pixels, `stride` values apart. */
function blurLine(
  source: Float32Array,
  out: Float32Array,
  kernel: Float64Array,
  start: number,
  stride: number,
  count: number,
): void {
  const reach = (kernel.length - 1) / 2;
  for (let i = 0; i < count; i++) {
    let red = 0;
    let green = 0;
    let blue = 0;
    for (let k = -reach; k <= reach; k++) {
      const at = start + Math.min(count - 1, Math.max(0, i + k)) * stride;
      const weight = kernel[k + reach];
      red += source[at] * weight;
      green += source[at + 1] * weight;
      blue += source[at + 2] * weight;
    }
    const to = start + i * stride;
    out[to] = red;
    out[to + 1] = green;
    out[to + 2] = blue;
  }
}
