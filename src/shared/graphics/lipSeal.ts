import { clamp, smoothStep } from './exactMath';
import { ISLAND, type HeadModel } from './headModel';

/**
 * Shape targets of the lips are drawn one by one and may leave a slit between them. Here lips that should be closed are closed:
 * the gap at each place along the mouth is taken up half by the upper and half by the lower lip, fading out over the edge loops around.
 */
const BINS = 25;
const HALF_WIDTH = 0.26;
/** Edge loop where the lips touch. */
const CONTACT = 2;
/** Edge loops over which the shift fades. */
const FADE = [3.5, 10] as const;
/** Lips of the base mesh meet at this height, dm. */
const MIDDLE = 6.6055;

interface LipVertices {
  /** Moving vertices around the mouth with their bin along it, −1…1 side (lower, upper) and weight. */
  readonly vertices: Int32Array;
  readonly place: Float32Array;
  readonly side: Int8Array;
  readonly weight: Float32Array;
  readonly contact: Uint8Array;
}

const cache = new WeakMap<HeadModel, LipVertices>();

/** @param strength 0 leaves the lips, 1 closes them @param positions head at rest, changed in place */
export function sealLips(model: HeadModel, positions: Float32Array, strength: number): void {
  if (strength <= 0) return;
  const lips = lipVertices(model);
  const upper = meanHeights(lips, positions, 1);
  const lower = meanHeights(lips, positions, -1);
  const gaps = new Float32Array(BINS);
  for (let b = 0; b < BINS; b++) gaps[b] = upper[b] > -99 && lower[b] > -99 ? Math.max(0, upper[b] - lower[b]) : 0;
  for (let i = 0; i < lips.vertices.length; i++) {
    const at = clamp(lips.place[i], 0, BINS - 1.001);
    const low = Math.floor(at);
    const gap = gaps[low] + (gaps[low + 1] - gaps[low]) * (at - low);
    positions[3 * lips.vertices[i] + 1] -= 0.5 * strength * gap * lips.side[i] * lips.weight[i];
  }
}

/** Height of the touching loop of one lip per bin, gaps between bins filled from the neighbours. */
function meanHeights(lips: LipVertices, positions: Float32Array, side: number): Float32Array {
  const sums = new Float32Array(BINS);
  const weights = new Float32Array(BINS);
  for (let i = 0; i < lips.vertices.length; i++) {
    if (lips.contact[i] === 0 || lips.side[i] !== side) continue;
    const centre = Math.round(lips.place[i]);
    for (let b = Math.max(0, centre - 2); b <= Math.min(BINS - 1, centre + 2); b++) {
      const distance = Math.abs(b - lips.place[i]);
      const weight = 1 / (0.05 + distance * distance);
      sums[b] += weight * positions[3 * lips.vertices[i] + 1];
      weights[b] += weight;
    }
  }
  return sums.map((sum, b) => (weights[b] > 0 ? sum / weights[b] : -100));
}

function lipVertices(model: HeadModel): LipVertices {
  let lips = cache.get(model);
  if (lips === undefined) cache.set(model, (lips = findLipVertices(model)));
  return lips;
}

function findLipVertices(model: HeadModel): LipVertices {
  const { body, shape } = model;
  const found = new Map<number, number>();
  body.positionIndex.forEach((vertex, i) => {
    if (body.island[i] === ISLAND.head && body.mouthRing[i] < FADE[1]) found.set(vertex, body.mouthRing[i]);
  });
  const entries = [...found];
  return {
    vertices: Int32Array.from(entries, ([vertex]) => vertex),
    place: Float32Array.from(entries, ([vertex]) => ((shape.base[3 * vertex] / HALF_WIDTH + 1) / 2) * (BINS - 1)),
    side: Int8Array.from(entries, ([vertex]) => (shape.base[3 * vertex + 1] >= MIDDLE ? 1 : -1)),
    weight: Float32Array.from(entries, ([, ring]) => smoothStep(FADE[1], FADE[0], ring)),
    contact: Uint8Array.from(entries, ([, ring]) => (ring === CONTACT ? 1 : 0)),
  };
}
