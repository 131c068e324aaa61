import type { AugmentationConfig } from '@shared/domain/training';
import type { Rng } from '@shared/lib/rng';
import { blurImage } from './blur';
import { changeColour } from './colour';
import { addNoise, eraseRectangle } from './noise';
import { resampleImage } from './resample';
import { copyImage, warpImage } from './warp';

/**
 * One training view of an image: place, then sharpness, then colour, then noise, then erasing, each with its own
 * probability; the list is DigiFace's and SynFace's without JPEG. All draws come from `rng`, so the stream names the view.
 * @param source RGB bytes [H,W,3]. @param out [H,W,3], receives network input in [-1,1].
 */
export function augmentImage(
  source: Uint8Array,
  out: Float32Array,
  width: number,
  height: number,
  config: AugmentationConfig,
  rng: Rng,
): void {
  const mirror = rng.chance(config.flip);
  if (rng.chance(config.geometry)) {
    warpImage(source, out, width, height, {
      mirror,
      shiftX: rng.range(-config.shift, config.shift) * width,
      shiftY: rng.range(-config.shift, config.shift) * height,
      scale: 1 + rng.range(-config.scale, config.scale),
      rotateRad: (rng.range(-config.rotateDeg, config.rotateDeg) * Math.PI) / 180,
    });
  } else {
    copyImage(source, out, width, height, mirror);
  }
  if (rng.chance(config.resample)) resampleImage(out, width, height, rng.range(0.4, 0.9));
  if (rng.chance(config.blur)) blurImage(out, width, height, rng.range(0.3, 1.5));
  const isColourChanged = rng.chance(config.colour);
  const isGrey = rng.chance(config.grey);
  if (isColourChanged || isGrey) {
    const factor = (): number => (isColourChanged ? 1 + rng.range(-config.colourStrength, config.colourStrength) : 1);
    const [brightness, contrast, saturation] = [factor(), factor(), factor()];
    changeColour(out, { brightness, contrast, saturation: isGrey ? 0 : saturation });
  }
  if (rng.chance(config.noise)) addNoise(out, rng.range(2, 12), rng);
  if (rng.chance(config.erase)) eraseRectangle(out, width, height, rng);
  for (let i = 0; i < out.length; i++) {
    const value = out[i];
    out[i] = value < 0 ? -1 : value > 255 ? 1 : value / 127.5 - 1;
  }
}
