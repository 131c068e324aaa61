/**
 * Draws triangles into a square depth map, keeping the largest depth (nearest to the light) and, if asked, the smallest (nearest from behind).
 * @param x, y pixel coordinates per vertex, pixel centres at .5 @param depth larger is nearer
 */
export function rasterDepth(
  x: Float32Array,
  y: Float32Array,
  depth: Float32Array,
  triangles: Uint16Array,
  size: number,
  nearest: Float32Array,
  farthest: Float32Array | null,
): void {
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
    if (area === 0) continue;
    let xLow = Math.ceil(Math.min(ax, bx, cx) - 0.5);
    let xHigh = Math.floor(Math.max(ax, bx, cx) - 0.5);
    let yLow = Math.ceil(Math.min(ay, by, cy) - 0.5);
    let yHigh = Math.floor(Math.max(ay, by, cy) - 0.5);
    if (xLow < 0) xLow = 0;
    if (yLow < 0) yLow = 0;
    if (xHigh >= size) xHigh = size - 1;
    if (yHigh >= size) yHigh = size - 1;
    if (xLow > xHigh || yLow > yHigh) continue;
    const inverse = 1 / area;
    const da = depth[a];
    const db = depth[b] - da;
    const dc = depth[c] - da;
    for (let py = yLow; py <= yHigh; py++) {
      const ry = py + 0.5 - ay;
      for (let px = xLow; px <= xHigh; px++) {
        const rx = px + 0.5 - ax;
        const w1 = (rx * (cy - ay) - ry * (cx - ax)) * inverse;
        const w2 = ((bx - ax) * ry - (by - ay) * rx) * inverse;
        if (w1 < 0 || w2 < 0 || w1 + w2 > 1) continue;
        const d = da + db * w1 + dc * w2;
        const at = py * size + px;
        if (d > nearest[at]) nearest[at] = d;
        if (farthest !== null && d < farthest[at]) farthest[at] = d;
      }
    }
  }
}
