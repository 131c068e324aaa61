import type { ShotFactors } from './factors';
import type { Hat, HeldHair } from './hat';
import { makeHat } from './hats';
import type { HeadModel } from './headModel';
import type { HeadOfHair } from './buildIdentity';
import type { BufferPool } from './bufferPool';

/** The hat of a shot on an identity's head; null: bareheaded. */
export function hatOf(model: HeadModel, rest: Float32Array, shot: ShotFactors): Hat | null {
  const { hat } = shot.nuisances;
  return hat === null ? null : makeHat(model, rest, hat);
}

const held: HeldHair = { out: 0, scale: 1 };

/** Hair as the hat leaves it. */
export interface HattedHair {
  readonly positions: Float32Array;
  readonly aboveCut: Float32Array;
}

/** A cut through hair is ragged (cards.ts); below this much of a hat's edge no strand reaches over it, dm. */
const RAGGED_EDGE = 0.06;

/** Hair that stands above or within the hat is hidden, hair just below its edge is pressed to the head. */
export function pressHair(pool: BufferPool, hair: HeadOfHair, hat: Hat): HattedHair {
  const { positions: from, aboveCut } = hair;
  const positions = pool.floats('hair under hat', from.length);
  const above = pool.floats('hair beyond hat', from.length / 3);
  const [mx, my, mz] = hat.reach.middle;
  for (let i = 0, n = 0; n < from.length; i++, n += 3) {
    const x = from[n];
    const y = from[n + 1];
    const z = from[n + 2];
    hat.holdHair(x, y, z, held);
    const { out, scale } = held;
    above[i] = aboveCut === null ? out - RAGGED_EDGE : Math.min(out - RAGGED_EDGE, aboveCut[i]);
    positions[n] = mx + (x - mx) * scale;
    positions[n + 1] = my + (y - my) * scale;
    positions[n + 2] = mz + (z - mz) * scale;
  }
  return { positions, aboveCut: above };
}

/** The surrounding light that the hat keeps from the head. @param light four per vertex, changed */
export function dimUnderHat(hat: Hat, rest: Float32Array, light: Float32Array): void {
  for (let i = 0, n = 0; n < rest.length; i += 4, n += 3) {
    if (rest[n + 1] < hat.dimDownTo) continue;
    const share = hat.letsPass(rest[n], rest[n + 1], rest[n + 2]);
    if (share === 1) continue;
    for (let c = 0; c < 4; c++) light[i + c] *= share;
  }
}
