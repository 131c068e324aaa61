/** Factors around 1; saturation 0 is grey. */
export interface ColourChange {
  readonly brightness: number;
  readonly contrast: number;
  readonly saturation: number;
}

/**
 * In place on RGB floats in 0…255: colours are mixed with their luma, contrast is stretched around the mean luma, and the whole
 * is multiplied with the brightness. Not clamped here.
 */
export function changeColour(image: Float32Array, { brightness, contrast, saturation }: ColourChange): void {
  let sum = 0;
  for (let i = 0; i < image.length; i += 3) sum += luma(image, i);
  const mean = sum / (image.length / 3);
  const gain = brightness * contrast;
  const offset = brightness * (1 - contrast) * mean;
  for (let i = 0; i < image.length; i += 3) {
    const grey = luma(image, i) * (1 - saturation);
    image[i] = (image[i] * saturation + grey) * gain + offset;
    image[i + 1] = (image[i + 1] * saturation + grey) * gain + offset;
    image[i + 2] = (image[i + 2] * saturation + grey) * gain + offset;
  }
}

/** ITU-R BT.601. */
function luma(image: Float32Array, i: number): number {
  return 0.299 * image[i] + 0.587 * image[i + 1] + 0.114 * image[i + 2];
}
