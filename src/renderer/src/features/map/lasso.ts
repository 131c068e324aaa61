import type { Point } from './camera';
import type { Box, PointGrid } from './pointGrid';

/**
 * Rows inside a closed line, ascending; where the line crosses itself, by the even-odd rule. Points on the line may fall to either side.
 * @param line corners in map coordinates, closed by itself
 */
export function insideLasso(line: readonly Point[], x: Float32Array, y: Float32Array, grid: PointGrid): Uint32Array {
  if (line.length < 3) return new Uint32Array();
  const [xs, ys] = [line.map((point) => point.x), line.map((point) => point.y)];
  const box = { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) };
  const isIn = new Uint8Array(x.length);
  let count = 0;
  grid.near(box, (row) => {
    if (!isInside(xs, ys, x[row] ?? 0, y[row] ?? 0)) return;
    isIn[row] = 1;
    count++;
  });
  return marked(isIn, count);
}

/** Rows in a box, its edges included, ascending. A million are looked at in some milliseconds. */
export function insideBox({ left, right, bottom, top }: Box, x: Float32Array, y: Float32Array): Uint32Array {
  const isIn = new Uint8Array(x.length);
  let count = 0;
  for (let row = 0; row < x.length; row++) {
    const px = x[row] ?? 0;
    const py = y[row] ?? 0;
    if (px < left || px > right || py < bottom || py > top) continue;
    isIn[row] = 1;
    count++;
  }
  return marked(isIn, count);
}

/** Already in order, so that nothing has to be sorted. */
function marked(isIn: Uint8Array, count: number): Uint32Array {
  const rows = new Uint32Array(count);
  for (let row = 0, next = 0; next < count; row++) if (isIn[row] === 1) rows[next++] = row;
  return rows;
}

/** Counts how often a ray to the right crosses the line (Shimrat 1962). */
function isInside(xs: readonly number[], ys: readonly number[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = xs.length - 1; i < xs.length; j = i++) {
    const [xi = 0, yi = 0, xj = 0, yj = 0] = [xs[i], ys[i], xs[j], ys[j]];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}
