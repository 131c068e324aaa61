import type { DrawnCamera } from './cameraDraw';
import { throughJpeg } from './cameraJpeg';
import { convolve, lensKernel } from './cameraLens';
import { resample } from './cameraResample';
import { addNoise, applyTone, HIGHEST, sharpen } from './cameraSensor';
import { SAMPLES, type Frame } from './frame';

/** From this share on a picture is taken at the crop's own pixels. */
const FULL_RESOLUTION = 0.97;

/**
 * From light to a file's pixels, in the order of a camera: averages the points of each pixel, exposes, blurs, reduces to the pixels as taken,
 * adds noise, applies the tone curve, sharpens, goes through an earlier file, enlarges. What is off costs nothing.
 * @param exposure factor on the light @param balance gains of red and blue @returns RGBA, opaque
 */
export function develop(
  frame: Frame,
  camera: DrawnCamera,
  exposure: number,
  balance: { readonly red: number; readonly blue: number },
  grainSeed: number,
): Uint8ClampedArray {
  const { widthPx, heightPx } = frame;
  const gains = [exposure * balance.red * camera.redGain, exposure, exposure * balance.blue * camera.blueGain];
  averagePoints(frame, gains);
  let now = frame.pixels;
  let next = frame.spare;
  const swap = (): void => {
    [now, next] = [next, now];
  };
  if (camera.falloff[0] !== 0 || camera.falloff[1] !== 0) darken(now, widthPx, heightPx, camera.falloff);
  const unit = heightPx / 112;
  const kernel = lensKernel(camera.blur * unit, [camera.motion[0] * unit, camera.motion[1] * unit]);
  if (kernel !== null) {
    convolve(now, next, widthPx, heightPx, kernel);
    swap();
  }
  const isReduced = camera.resolution < FULL_RESOLUTION;
  const width = isReduced ? Math.max(8, Math.floor(widthPx * camera.resolution + 0.5)) : widthPx;
  const height = isReduced ? Math.max(8, Math.floor(heightPx * camera.resolution + 0.5)) : heightPx;
  if (isReduced) {
    resample(now, widthPx, heightPx, next, width, height, 'area');
    swap();
  }
  if (camera.noise > 0) addNoise(now, width, height, camera.noise, grainSeed);
  applyTone(now, 3 * width * height, camera);
  if (camera.sharpening > 0) {
    sharpen(now, next, width, height, camera.sharpening);
    swap();
  }
  if (camera.earlierJpegQuality !== null) throughJpeg(now, width, height, camera.earlierJpegQuality);
  if (isReduced) {
    resample(now, width, height, next, widthPx, heightPx, camera.cubicEnlargement ? 'cubic' : 'bilinear');
    swap();
  }
  return toBytes(now, widthPx * heightPx);
}

function toBytes(pixels: Float32Array, count: number): Uint8ClampedArray {
  const out = new Uint8ClampedArray(4 * count);
  for (let i = 0, n = 0; i < out.length; i += 4, n += 3) {
    out[i] = 255 * pixels[n];
    out[i + 1] = 255 * pixels[n + 1];
    out[i + 2] = 255 * pixels[n + 2];
    out[i + 3] = 255;
  }
  return out;
}

function averagePoints(frame: Frame, gains: readonly number[]): void {
  const { widthPx, heightPx, width, colour, pixels } = frame;
  const share = 1 / (SAMPLES * SAMPLES);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      let r = 0;
      let g = 0;
      let b = 0;
      for (let j = 0; j < SAMPLES; j++) {
        for (let i = 0; i < SAMPLES; i++) {
          const from = 3 * ((y * SAMPLES + j) * width + x * SAMPLES + i);
          // A highlight may not outshine its pixel's neighbours: limiting each point smooths its edge.
          r += Math.min(HIGHEST, colour[from] * gains[0]);
          g += Math.min(HIGHEST, colour[from + 1] * gains[1]);
          b += Math.min(HIGHEST, colour[from + 2] * gains[2]);
        }
      }
      const to = 3 * (y * widthPx + x);
      pixels[to] = r * share;
      pixels[to + 1] = g * share;
      pixels[to + 2] = b * share;
    }
  }
}

/** The lens's own shade: a slope of light across the crop. */
function darken(pixels: Float32Array, width: number, height: number, falloff: readonly [number, number]): void {
  for (let y = 0; y < height; y++) {
    const down = 1 - falloff[1] * ((2 * (y + 0.5)) / height - 1);
    for (let x = 0; x < width; x++) {
      const gain = down * (1 - falloff[0] * ((2 * (x + 0.5)) / width - 1));
      const n = 3 * (y * width + x);
      pixels[n] *= gain;
      pixels[n + 1] *= gain;
      pixels[n + 2] *= gain;
    }
  }
}
