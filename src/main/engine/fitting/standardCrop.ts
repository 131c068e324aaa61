import { resizeRgb } from '../image/resize';
import type { RgbImage } from '../image/rgbImage';

const SIDE_PX = 112;

/** Any crop of the template as 112 × 112 px: 256 brought down, 96 × 112 with its border columns repeated. */
export function standardCrop(crop: RgbImage): RgbImage {
  if (crop.heightPx !== SIDE_PX || crop.widthPx > SIDE_PX) return resizeRgb(crop, SIDE_PX, SIDE_PX);
  if (crop.widthPx === SIDE_PX) return crop;
  const rgb = new Uint8Array(3 * SIDE_PX * SIDE_PX);
  const margin = Math.floor((SIDE_PX - crop.widthPx) / 2);
  for (let y = 0; y < SIDE_PX; y++)
    for (let x = 0; x < SIDE_PX; x++) {
      const from = 3 * (y * crop.widthPx + Math.max(0, Math.min(crop.widthPx - 1, x - margin)));
      rgb.set(crop.rgb.subarray(from, from + 3), 3 * (y * SIDE_PX + x));
    }
  return { rgb, widthPx: SIDE_PX, heightPx: SIDE_PX };
}

/** Mean distance of the channels from each other below which a picture is grey, of 255: JPEG leaves a little colour on grey pictures. */
const GREY_BELOW = 2.5;

export function isGreyPicture({ rgb }: RgbImage): boolean {
  let sum = 0;
  for (let i = 0; i < rgb.length; i += 3)
    sum += Math.max(rgb[i], rgb[i + 1], rgb[i + 2]) - Math.min(rgb[i], rgb[i + 1], rgb[i + 2]);
  return sum / (rgb.length / 3) < GREY_BELOW;
}
