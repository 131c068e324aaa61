import { resizeRgb, type PixelRect } from '../../../engine/image/resize';
import type { RgbImage } from '../../../engine/image/rgbImage';

/**
 * The part of an aligned crop that a network of another shape sees: the largest centred rectangle of the network's proportions.
 * For 112×112 → 112×96 this is SynFace's crop: 8 px off each side.
 */
export function centredArea(image: RgbImage, inputWidth: number, inputHeight: number): PixelRect {
  const scale = Math.min(image.widthPx / inputWidth, image.heightPx / inputHeight);
  const widthPx = Math.min(image.widthPx, Math.round(inputWidth * scale));
  const heightPx = Math.min(image.heightPx, Math.round(inputHeight * scale));
  return {
    leftPx: Math.floor((image.widthPx - widthPx) / 2),
    topPx: Math.floor((image.heightPx - heightPx) / 2),
    widthPx,
    heightPx,
  };
}

/** An aligned crop as the network takes it: RGB bytes `[inputHeight, inputWidth, 3]`. */
export function toNetworkInput(image: RgbImage, inputWidth: number, inputHeight: number): Uint8Array {
  if (image.widthPx === inputWidth && image.heightPx === inputHeight) return image.rgb;
  return resizeRgb(image, inputWidth, inputHeight, centredArea(image, inputWidth, inputHeight)).rgb;
}
