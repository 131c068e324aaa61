import type { FaceTable } from '../../src/main/engine/scoring/relations/relationTypes';
import { Rng } from '../../src/shared/lib/rng';

const SIZE = 128;
const PER_PERSON = 20;
/** One row of so many is a copy of another. */
const COPY_EVERY = 100;
/** Strangers at a cosine of about 0.87 and pictures of a person at about 0.96, as the judge sees rendered sets. */
const COMMON = 2.6;
const OF_PICTURE = 0.2;
/** A copy stays at a cosine of about 0.995, as compression at quality 75 to a shift by a pixel leave it. */
const OF_COPY = 0.1;
const CHANGED_BITS = 3;

export interface Planted {
  readonly table: FaceTable;
  /** Copy and original. */
  readonly pairs: readonly (readonly [number, number])[];
}

/** Embeddings and hashes as a scored set has them, with copies at known places, also under other identities. */
export function plantedTable(count: number, seed: number): Planted {
  const rng = new Rng(seed);
  const embeddings = new Float32Array(count * SIZE);
  const hashes = new Uint32Array(count * 2);
  const person = new Float64Array(SIZE);
  const pairs: [number, number][] = [];
  for (let row = 0; row < count; row++) {
    if (row % PER_PERSON === 0) for (let k = 0; k < SIZE; k++) person[k] = rng.normal();
    const original = row > 0 && row % COPY_EVERY === COPY_EVERY - 1 ? rng.below(row) : -1;
    const at = row * SIZE;
    let square = 0;
    for (let k = 0; k < SIZE; k++) {
      const value =
        original < 0
          ? person[k] + (k === 0 ? COMMON * Math.sqrt(SIZE) : 0) + OF_PICTURE * 3 * noise(rng)
          : embeddings[original * SIZE + k] + (OF_COPY / Math.sqrt(SIZE)) * noise(rng);
      embeddings[at + k] = value;
      square += value * value;
    }
    for (let k = 0; k < SIZE; k++) embeddings[at + k] /= Math.sqrt(square);
    for (const half of [0, 1]) hashes[2 * row + half] = original < 0 ? rng.uint32() : hashes[2 * original + half];
    if (original < 0) continue;
    pairs.push([row, original]);
    for (let i = 0; i < CHANGED_BITS; i++) hashes[2 * row + rng.below(2)] ^= 1 << rng.below(32);
  }
  return {
    pairs,
    table: {
      count,
      size: SIZE,
      embeddings,
      hashes,
      identityIndex: Int32Array.from({ length: count }, (_, row) => Math.floor(row / PER_PERSON)),
      sampleIndex: Int32Array.from({ length: count }, (_, row) => row % PER_PERSON),
      weight: new Float32Array(count).fill(1),
    },
  };
}

/** Mean 0, standard deviation about 1, from one draw: tens of millions are needed. */
const noise = (rng: Rng): number => (rng.uniform() - 0.5) * Math.sqrt(12);
