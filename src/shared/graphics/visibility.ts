import type { BufferPool } from './bufferPool';
import type { Frame } from './frame';

/** A mesh as the camera sees it: per moving vertex. */
export interface Screen {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly nearness: Float32Array;
}

/** Buffers for a mesh of `count` vertices, kept under a name. */
export function pooledScreen(pool: BufferPool, name: string, count: number): Screen {
  return {
    x: pool.floats(`${name} x`, count),
    y: pool.floats(`${name} y`, count),
    nearness: pool.floats(`${name} nearness`, count),
  };
}

/**
 * Draws opaque triangles into the frame's nearest-surface buffers. A point belongs to a triangle when its centre lies inside or on the edge;
 * at equal depth the first triangle keeps it.
 * @param triangles triples of moving vertices @param culled drop triangles that face away (positive area, y down)
 */
export function drawVisible(
  frame: Frame,
  screen: Screen,
  triangles: Uint16Array,
  owner: number,
  culled: boolean,
): void {
  const { x, y, nearness } = screen;
  const { width, height } = frame;
  for (let t = 0; t < triangles.length; t += 3) {
    const a = triangles[t];
    const b = triangles[t + 1];
    const c = triangles[t + 2];
    const ax = x[a];
    const ay = y[a];
    const bx = x[b];
    const by = y[b];
    const cx = x[c];
    const cy = y[c];
    const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    if (area === 0 || (culled && area > 0)) continue;
    let xLow = Math.ceil(Math.min(ax, bx, cx) - 0.5);
    let xHigh = Math.floor(Math.max(ax, bx, cx) - 0.5);
    let yLow = Math.ceil(Math.min(ay, by, cy) - 0.5);
    let yHigh = Math.floor(Math.max(ay, by, cy) - 0.5);
    if (xLow < 0) xLow = 0;
    if (yLow < 0) yLow = 0;
    if (xHigh >= width) xHigh = width - 1;
    if (yHigh >= height) yHigh = height - 1;
    if (xLow > xHigh || yLow > yHigh) continue;
    const inverse = 1 / area;
    const step1 = (cy - ay) * inverse;
    const step2 = (ay - by) * inverse;
    const na = nearness[a];
    const nb = nearness[b];
    const nc = nearness[c];
    for (let py = yLow; py <= yHigh; py++) {
      const ry = py + 0.5 - ay;
      const rx = xLow + 0.5 - ax;
      let w1 = (rx * (cy - ay) - ry * (cx - ax)) * inverse;
      let w2 = ((bx - ax) * ry - (by - ay) * rx) * inverse;
      for (let px = xLow; px <= xHigh; px++, w1 += step1, w2 += step2) {
        if (w1 < 0 || w2 < 0 || w1 + w2 > 1) continue;
        const near = na + (nb - na) * w1 + (nc - na) * w2;
        const at = py * width + px;
        if (near <= frame.nearness[at]) continue;
        frame.nearness[at] = near;
        frame.owner[at] = owner;
        frame.triangle[at] = t;
        frame.weight1[at] = (w1 * nb) / near;
        frame.weight2[at] = (w2 * nc) / near;
      }
    }
  }
}
