import { cutFringe } from './fringe';
import type { Fringe } from './hairStyles';
import type { FittedPart, HeadModel } from './headModel';

/** Hair that is one closed cap, not many cards: there the mesh's edge is the hair's edge, and it looks cut out. */
const MOST_OPEN = 0.2;
/** Strands of a cap end about this far inside the edge of the mesh, dm; how far each reaches is drawn by `cards.ts`. */
const INSET = 0.014;

interface Outline {
  /** Pairs of moving vertices. */
  readonly edges: Uint16Array;
  readonly open: readonly number[];
}

const outlines = new WeakMap<FittedPart, Outline>();

function outlineOf(part: FittedPart): Outline {
  let outline = outlines.get(part);
  if (outline === undefined) {
    const uses = new Map<number, number>();
    const { triangles, positionIndex } = part;
    for (let t = 0; t < triangles.length; t += 3) {
      for (let k = 0; k < 3; k++) {
        const a = positionIndex[triangles[t + k]];
        const b = positionIndex[triangles[t + ((k + 1) % 3)]];
        const key = Math.min(a, b) * 65536 + Math.max(a, b);
        uses.set(key, (uses.get(key) ?? 0) + 1);
      }
    }
    const open = new Set<number>();
    for (const [key, count] of uses) {
      if (count !== 1) continue;
      open.add(key % 65536);
      open.add(Math.floor(key / 65536));
    }
    const edges = Uint16Array.from([...uses.keys()].flatMap((key) => [Math.floor(key / 65536), key % 65536]));
    outlines.set(part, (outline = { edges, open: [...open] }));
  }
  return outline;
}

/**
 * Distance of each vertex from the open edge of a cap of hair, less an inset, dm; null for hair that is made of cards and has soft ends already.
 * @param positions 3 per moving vertex
 */
function distanceInside(part: FittedPart, positions: Float32Array): Float32Array | null {
  const { edges, open } = outlineOf(part);
  if (open.length > MOST_OPEN * part.vertexCount) return null;
  const out = new Float32Array(part.vertexCount).fill(9);
  for (const vertex of open) out[vertex] = 0;
  let changed = true;
  while (changed) {
    changed = false;
    for (let e = 0; e < edges.length; e += 2) {
      const a = edges[e];
      const b = edges[e + 1];
      // Far from the edge only that it is far matters.
      if (Math.min(out[a], out[b]) > 0.4) continue;
      const dx = positions[3 * a] - positions[3 * b];
      const dy = positions[3 * a + 1] - positions[3 * b + 1];
      const dz = positions[3 * a + 2] - positions[3 * b + 2];
      const length = Math.sqrt(dx * dx + dy * dy + dz * dz) + 1e-4;
      if (out[a] + length < out[b] - 1e-4) {
        out[b] = out[a] + length;
        changed = true;
      } else if (out[b] + length < out[a] - 1e-4) {
        out[a] = out[b] + length;
        changed = true;
      }
    }
  }
  for (let i = 0; i < out.length; i++) out[i] -= INSET;
  return out;
}

/** The nearer of the line where a fringe is cut and a cap's own edge, per vertex in dm; null where the mesh ends the hair. */
export function endOfHair(
  model: HeadModel,
  head: Float32Array,
  part: FittedPart,
  positions: Float32Array,
  fringe: Fringe | null,
): Float32Array | null {
  const inside = distanceInside(part, positions);
  if (fringe === null) return inside;
  const above = cutFringe(model, head, positions, fringe);
  return inside === null ? above : above.map((distance, i) => Math.min(distance, inside[i]));
}
