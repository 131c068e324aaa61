import type { FittedPart } from './headModel';

/** Vertices of a fitted mesh on a head: Σ weight · head vertex + offset. @param mirrored flips left and right */
export function fitPart(part: FittedPart, head: Float32Array, mirrored: boolean, out: Float32Array): void {
  const { references, weights, offsets } = part;
  for (let i = 0; i < part.vertexCount; i++) {
    const n = 3 * i;
    const a = 3 * references[n];
    const b = 3 * references[n + 1];
    const c = 3 * references[n + 2];
    for (let k = 0; k < 3; k++) {
      out[n + k] =
        weights[n] * head[a + k] + weights[n + 1] * head[b + k] + weights[n + 2] * head[c + k] + offsets[n + k];
    }
    if (mirrored) out[n] = -out[n];
  }
}
