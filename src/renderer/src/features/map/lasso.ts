import type { Point } from './camera';
import type { PointGrid } from './pointGrid';

/**
 * Rows inside a closed line, ascending; where the line crosses itself, by the even-odd rule. Points on the line may fall to either side.
 * @param line corners in map coordinates, closed by itself
 */
export function insideLasso(line: readonly Point[], x: Float32Array, y: Float32Array, grid: PointGrid): Uint32Array {
  if (line.length < 3) return new Uint32Array();
  const [xs, ys] = [line.map((point) => point.x), line.map((point) => point.y)];
  const box = { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) };
  const rows: number[] = [];
  grid.near(box, (row) => {
    if (isInside(xs, ys, x[row] ?? 0, y[row] ?? 0)) rows.push(row);
  });
  return Uint32Array.from(rows).sort();
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
