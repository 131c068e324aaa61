import { assertRgbImage, type RgbImage } from '../../image/rgbImage';

const CELLS = 8;

/**
 * 64 bits that stay nearly the same where a picture is encoded again, resized or shifted by a pixel: whether each of 9 × 8 cells is
 * brighter than its right neighbour (difference hash, N. Krawetz 2013), on mean luma.
 * @param image at least 9 × 8 px. @returns high and low half, uint32; the first row's bits are the highest.
 */
export function pictureHash(image: RgbImage): readonly [high: number, low: number] {
  assertRgbImage(image);
  const cells = cellMeans(image, CELLS + 1, CELLS);
  const halves: [number, number] = [0, 0];
  for (let y = 0; y < CELLS; y++) {
    for (let x = 0; x < CELLS; x++) {
      const at = y * (CELLS + 1) + x;
      const half = y < CELLS / 2 ? 0 : 1;
      halves[half] = ((halves[half] << 1) | (cells[at] > cells[at + 1] ? 1 : 0)) >>> 0;
    }
  }
  return halves;
}

/** Mean BT.601 luma of equal cells whose edges are rounded to whole pixels, `[rows,columns] float64`. */
function cellMeans({ rgb, widthPx, heightPx }: RgbImage, columns: number, rows: number): Float64Array {
  const sums = new Float64Array(columns * rows);
  const counts = new Float64Array(columns * rows);
  const columnOf = Uint8Array.from({ length: widthPx }, (_, x) => Math.floor((x * columns) / widthPx));
  for (let y = 0, from = 0; y < heightPx; y++) {
    const row = Math.floor((y * rows) / heightPx) * columns;
    for (let x = 0; x < widthPx; x++, from += 3) {
      const at = row + columnOf[x];
      sums[at] += 0.299 * rgb[from] + 0.587 * rgb[from + 1] + 0.114 * rgb[from + 2];
      counts[at]++;
    }
  }
  return sums.map((sum, i) => sum / counts[i]);
}

/** Number of differing bits of two halves, 0 to 32. */
export function differingBits(a: number, b: number): number {
  let x = (a ^ b) >>> 0;
  x -= (x >>> 1) & 0x55555555;
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
