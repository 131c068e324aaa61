import { smoothStep } from './exactMath';
import { eyeballFrame } from './eyeballs';
import type { Fringe } from './hairStyles';
import type { HeadModel } from './headModel';

/** Hair behind this depth, or this far to the side, is not in front of the face, dm. */
const FRONT = [0.35, 0.6] as const;
const SIDE = [0.42, 0.86] as const;

/** Distance of each hair vertex above the line of the fringe, dm; large where the hair is beside or behind the face. */
export function cutFringe(model: HeadModel, head: Float32Array, hair: Float32Array, fringe: Fringe): Float32Array {
  const right = eyeballFrame(head, model.landmarks.eyeRight).centre;
  const left = eyeballFrame(head, model.landmarks.eyeLeft).centre;
  const eyes = (right[1] + left[1]) / 2;
  const out = new Float32Array(hair.length / 3);
  for (let i = 0, n = 0; i < out.length; i++, n += 3) {
    const beside = smoothStep(SIDE[0], SIDE[1], Math.abs(hair[n])) + smoothStep(FRONT[1], FRONT[0], hair[n + 2]);
    out[i] = hair[n + 1] - (eyes + fringe.heightDm + fringe.rise * hair[n]) + 1.2 * beside;
  }
  return out;
}

/** Triangles that lie above the cut. */
export function keepUncut(triangles: Uint16Array, aboveCut: Float32Array): Uint16Array {
  const kept: number[] = [];
  for (let t = 0; t < triangles.length; t += 3) {
    if (aboveCut[triangles[t]] + aboveCut[triangles[t + 1]] + aboveCut[triangles[t + 2]] > 0)
      kept.push(triangles[t], triangles[t + 1], triangles[t + 2]);
  }
  return Uint16Array.from(kept);
}
