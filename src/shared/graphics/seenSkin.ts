import { clamp } from './exactMath';
import { OPAQUE, OWNER, SAMPLES } from './frame';
import { ISLAND } from './headModel';
import type { Scene } from './scene';

/** Makes the skin that this picture shows: the four texels around each point that may be shaded, and no others. */
export function completeSeenSkin(scene: Scene): void {
  const { frame, head, skin, pool, model } = scene;
  const { atlas } = skin;
  const marked = pool.floats(`marked skin ${atlas.density}`, atlas.covered.length).fill(0);
  const seen = new Int32Array(atlas.covered.length);
  let count = 0;
  const mark = (at: number): void => {
    if (marked[at] !== 0) return;
    marked[at] = 1;
    seen[count++] = at;
  };
  const { triangles, uvs } = head.mesh;
  const { width, height, owner, passed, triangle, weight1, weight2 } = frame;
  for (let k = 0; k < width * height; k++) {
    if (owner[k] !== OWNER.skin || !isPixelShaded(k, width, passed)) continue;
    const t = triangle[k];
    const i0 = triangles[t];
    if (model.body.island[i0] !== ISLAND.head) continue;
    const i1 = triangles[t + 1];
    const i2 = triangles[t + 2];
    const b1 = weight1[k];
    const b2 = weight2[k];
    const b0 = 1 - b1 - b2;
    // As the shader finds its texels, to the bit: see SkinShader.
    const u = uvs[2 * i0] * b0 + uvs[2 * i1] * b1 + uvs[2 * i2] * b2;
    const v = uvs[2 * i0 + 1] * b0 + uvs[2 * i1 + 1] * b1 + uvs[2 * i2 + 1] * b2;
    const x = clamp((u - atlas.uFirst) * atlas.density - 0.5, 0, atlas.widthPx - 1.001) | 0;
    const y = clamp((v - atlas.vFirst) * atlas.density - 0.5, 0, atlas.heightPx - 1.001) | 0;
    const at = y * atlas.widthPx + x;
    mark(at);
    mark(at + 1);
    mark(at + atlas.widthPx);
    mark(at + atlas.widthPx + 1);
  }
  skin.complete(seen, count);
}

/** Whether any point of the pixel that holds point `k` can be shaded: hair may hide it. */
function isPixelShaded(k: number, width: number, passed: Float32Array): boolean {
  const column = k % width;
  const row = (k - column) / width;
  const first = (row - (row % SAMPLES)) * width + column - (column % SAMPLES);
  return passed[first] + passed[first + 1] + passed[first + width] + passed[first + width + 1] >= OPAQUE;
}
