/**
 * Unit normals per vertex: sum of the face normals weighted by area.
 * @param triangles vertex triples @param out 3 per vertex, overwritten
 */
export function computeNormals(positions: Float32Array, triangles: Uint16Array, out: Float32Array): void {
  out.fill(0);
  for (let t = 0; t < triangles.length; t += 3) {
    const a = 3 * triangles[t];
    const b = 3 * triangles[t + 1];
    const c = 3 * triangles[t + 2];
    const ux = positions[b] - positions[a];
    const uy = positions[b + 1] - positions[a + 1];
    const uz = positions[b + 2] - positions[a + 2];
    const vx = positions[c] - positions[a];
    const vy = positions[c + 1] - positions[a + 1];
    const vz = positions[c + 2] - positions[a + 2];
    const x = uy * vz - uz * vy;
    const y = uz * vx - ux * vz;
    const z = ux * vy - uy * vx;
    out[a] += x;
    out[a + 1] += y;
    out[a + 2] += z;
    out[b] += x;
    out[b + 1] += y;
    out[b + 2] += z;
    out[c] += x;
    out[c + 1] += y;
    out[c + 2] += z;
  }
  for (let n = 0; n < out.length; n += 3) {
    const length = Math.sqrt(out[n] * out[n] + out[n + 1] * out[n + 1] + out[n + 2] * out[n + 2]);
    const scale = length > 0 ? 1 / length : 0;
    out[n] *= scale;
    out[n + 1] *= scale;
    out[n + 2] *= scale;
  }
}

/** Triangles in terms of the moving vertices instead of the drawn ones. */
export function toPositionTriangles(triangles: Uint16Array, positionIndex: Uint16Array): Uint16Array {
  return triangles.map((corner) => positionIndex[corner]);
}
