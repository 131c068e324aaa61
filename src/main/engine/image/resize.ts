import { assertRgbImage, type RgbImage } from './rgbImage';

export interface PixelRect {
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** For each output place: the first source place and the weights from there on, in `weights[i * span ...]`; they sum to 1. */
interface AxisWeights {
  readonly span: number;
  readonly starts: Int32Array;
  readonly weights: Float32Array;
}

/**
 * Triangle filter, as wide as the reduction asks and never narrower than bilinear interpolation: enlarging is bilinear,
 * shrinking averages, so nothing aliases. At the edges the weights that fall outside are dropped and the rest rescaled.
 */
function axisWeights(fromPx: number, offset: number, lengthPx: number, toPx: number): AxisWeights {
  const scale = lengthPx / toPx;
  const radius = Math.max(1, scale);
  const span = Math.ceil(radius) * 2 + 1;
  const starts = new Int32Array(toPx);
  const weights = new Float32Array(toPx * span);
  for (let i = 0; i < toPx; i++) {
    const centre = offset + (i + 0.5) * scale - 0.5;
    const start = Math.max(0, Math.floor(centre - radius) + 1);
    const end = Math.min(fromPx, start + span);
    starts[i] = start;
    let sum = 0;
    for (let j = start; j < end; j++) {
      const weight = Math.max(0, 1 - Math.abs(j - centre) / radius);
      weights[i * span + j - start] = weight;
      sum += weight;
    }
    for (let j = 0; j < span; j++) weights[i * span + j] /= sum;
  }
  return { span, starts, weights };
}

/**
 * Resizes the part `area` (whole image by default) to `widthPx x heightPx`, antialiased. Only `+ - * /`, so the
 * same pixels come out on every machine. @returns `[heightPx,widthPx,3] uint8`.
 * @throws RangeError when a size is not a positive whole number or `area` leaves the image.
 */
export function resizeRgb(image: RgbImage, widthPx: number, heightPx: number, area?: PixelRect): RgbImage {
  assertRgbImage(image);
  const part = area ?? { leftPx: 0, topPx: 0, widthPx: image.widthPx, heightPx: image.heightPx };
  assertInside(image, part);
  if (!(Number.isSafeInteger(widthPx) && widthPx > 0 && Number.isSafeInteger(heightPx) && heightPx > 0)) {
    throw new RangeError(`cannot resize to ${widthPx} x ${heightPx} px`);
  }
  const columns = axisWeights(image.widthPx, part.leftPx, part.widthPx, widthPx);
  const rows = axisWeights(image.heightPx, part.topPx, part.heightPx, heightPx);
  // Rows first, one output row at a time and only the columns that count: the working memory is part of a single row.
  const firstColumn = columns.starts[0];
  const lastColumn = Math.min(image.widthPx, columns.starts[widthPx - 1] + columns.span);
  const wide = new Float32Array((lastColumn - firstColumn) * 3);
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  for (let y = 0, to = 0; y < heightPx; y++) {
    wide.fill(0);
    for (let k = 0; k < rows.span; k++) {
      const weight = rows.weights[y * rows.span + k];
      if (weight === 0) continue;
      const from = ((rows.starts[y] + k) * image.widthPx + firstColumn) * 3;
      for (let i = 0; i < wide.length; i++) wide[i] += image.rgb[from + i] * weight;
    }
    for (let x = 0; x < widthPx; x++, to += 3) {
      let r = 0;
      let g = 0;
      let b = 0;
      for (let k = 0; k < columns.span; k++) {
        const weight = columns.weights[x * columns.span + k];
        if (weight === 0) continue;
        const from = (columns.starts[x] + k - firstColumn) * 3;
        r += wide[from] * weight;
        g += wide[from + 1] * weight;
        b += wide[from + 2] * weight;
      }
      rgb[to] = Math.floor(r + 0.5);
      rgb[to + 1] = Math.floor(g + 0.5);
      rgb[to + 2] = Math.floor(b + 0.5);
    }
  }
  return { rgb, widthPx, heightPx };
}

/** The largest size with these proportions that fits into a square of `sidePx`; at least 1 px, never enlarged. */
export function fitInside(
  widthPx: number,
  heightPx: number,
  sidePx: number,
): { readonly widthPx: number; readonly heightPx: number } {
  const scale = Math.min(1, sidePx / Math.max(widthPx, heightPx));
  return { widthPx: Math.max(1, Math.round(widthPx * scale)), heightPx: Math.max(1, Math.round(heightPx * scale)) };
}

/** Copies a part of the image; what lies outside it is `matteGrey`. The sides of `area` may leave the image. */
export function cropRgb(image: RgbImage, area: PixelRect, matteGrey = 128): RgbImage {
  assertRgbImage(image);
  const { leftPx, topPx, widthPx, heightPx } = area;
  const rgb = new Uint8Array(widthPx * heightPx * 3).fill(matteGrey);
  const left = Math.max(0, leftPx);
  const right = Math.min(image.widthPx, leftPx + widthPx);
  for (let y = Math.max(0, topPx); y < Math.min(image.heightPx, topPx + heightPx) && right > left; y++) {
    const from = (y * image.widthPx + left) * 3;
    rgb.set(image.rgb.subarray(from, from + (right - left) * 3), ((y - topPx) * widthPx + left - leftPx) * 3);
  }
  return { rgb, widthPx, heightPx };
}

function assertInside(image: RgbImage, area: PixelRect): void {
  const { leftPx, topPx, widthPx, heightPx } = area;
  if (
    leftPx < 0 ||
    topPx < 0 ||
    !(widthPx > 0) ||
    !(heightPx > 0) ||
    leftPx + widthPx > image.widthPx ||
    topPx + heightPx > image.heightPx
  ) {
    throw new RangeError(
      `the area ${widthPx} x ${heightPx} at ${leftPx}, ${topPx} is not inside ${image.widthPx} x ${image.heightPx} px`,
    );
  }
}
