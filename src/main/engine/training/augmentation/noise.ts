import type { Rng } from '@shared/lib/rng';

/** Adds nearly normal noise in place: the sum of the four bytes of one draw (Irwin-Hall) has variance 4 * (256² - 1) / 12. */
export function addNoise(image: Float32Array, deviation: number, rng: Rng): void {
  const scale = deviation / Math.sqrt((4 * (256 * 256 - 1)) / 12);
  for (let i = 0; i < image.length; i++) {
    const bits = rng.uint32();
    const sum = (bits & 0xff) + ((bits >>> 8) & 0xff) + ((bits >>> 16) & 0xff) + (bits >>> 24);
    image[i] += (sum - 510) * scale;
  }
}

/** Fills one rectangle with one colour (Zhong et al., Random erasing, 2020, with a constant). */
export function eraseRectangle(image: Float32Array, width: number, height: number, rng: Rng): void {
  const area = rng.range(0.02, 0.2) * width * height;
  const aspect = Math.exp(rng.range(-1, 1));
  const boxWidth = Math.min(width, Math.max(1, Math.round(Math.sqrt(area * aspect))));
  const boxHeight = Math.min(height, Math.max(1, Math.round(Math.sqrt(area / aspect))));
  const left = rng.below(width - boxWidth + 1);
  const top = rng.below(height - boxHeight + 1);
  const colour = [rng.range(0, 255), rng.range(0, 255), rng.range(0, 255)];
  for (let y = top; y < top + boxHeight; y++) {
    for (let x = left; x < left + boxWidth; x++) {
      const at = (y * width + x) * 3;
      image[at] = colour[0];
      image[at + 1] = colour[1];
      image[at + 2] = colour[2];
    }
  }
}
