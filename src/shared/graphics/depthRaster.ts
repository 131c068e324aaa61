/**
 * Draws triangles into square depth maps. Those that face the viewer (anticlockwise, y up) go to `nearest`, which keeps the largest depth;
 * the others go to `farthest`, which keeps the smallest: what a viewer from the opposite side sees. Two-sided triangles go to both.
 * @param x, y pixel coordinates per vertex, pixel centres at .5 @param depth larger is nearer
 * @param farthest null: only the nearest is wanted
 */
export function rasterDepth(
  x: Float32Array,
  y: Float32Array,
  depth: Float32Array,
  triangles: Uint16Array,
  size: number,
  nearest: Float32Array,
  farthest: Float32Array | null,
  twoSided: boolean,
): void {
  const far = farthest ?? nearest;
  for (let t = 0; t < triangles.length; t += 3) {
    const a = triangles[t];
    const b = triangles[t + 1];
    const c = triangles[t + 2];
    const ax = x[a];
    const ay = y[a];
    const ux = x[b] - ax;
    const uy = y[b] - ay;
    const vx = x[c] - ax;
    const vy = y[c] - ay;
    const area = ux * vy - uy * vx;
    if (area === 0) continue;
    const near = twoSided || area > 0;
    const away = farthest !== null && (twoSided || area < 0);
    if (!near && !away) continue;
    let xLow = Math.ceil(ax + (ux < vx ? (ux < 0 ? ux : 0) : vx < 0 ? vx : 0) - 0.5);
    let xHigh = Math.floor(ax + (ux > vx ? (ux > 0 ? ux : 0) : vx > 0 ? vx : 0) - 0.5);
    let yLow = Math.ceil(ay + (uy < vy ? (uy < 0 ? uy : 0) : vy < 0 ? vy : 0) - 0.5);
    let yHigh = Math.floor(ay + (uy > vy ? (uy > 0 ? uy : 0) : vy > 0 ? vy : 0) - 0.5);
    if (xLow < 0) xLow = 0;
    if (yLow < 0) yLow = 0;
    if (xHigh >= size) xHigh = size - 1;
    if (yHigh >= size) yHigh = size - 1;
    if (xLow > xHigh || yLow > yHigh) continue;
    const inverse = 1 / area;
    const step1 = vy * inverse;
    const step2 = -uy * inverse;
    const da = depth[a];
    const db = depth[b] - da;
    const dc = depth[c] - da;
    for (let py = yLow; py <= yHigh; py++) {
      const ry = py + 0.5 - ay;
      const rx = xLow + 0.5 - ax;
      let w1 = (rx * vy - ry * vx) * inverse;
      let w2 = (ux * ry - uy * rx) * inverse;
      const row = py * size;
      for (let px = xLow; px <= xHigh; px++, w1 += step1, w2 += step2) {
        if (w1 < 0 || w2 < 0 || w1 + w2 > 1) continue;
        const d = da + db * w1 + dc * w2;
        const at = row + px;
        if (near && d > nearest[at]) nearest[at] = d;
        if (away && d < far[at]) far[at] = d;
      }
    }
  }
}
