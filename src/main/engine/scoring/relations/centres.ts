import { type Embedded, embeddingRows, product } from './embeddingRows';

/** From this weight on a mixed picture counts as one of its identity (DCFace and SynFace take φ ≥ 0.9 likewise). */
export const PURE_WEIGHT = 0.9;

/** Rows sorted so that each identity is in one piece; `identity` and `person` are per row. */
export interface People {
  readonly rows: Embedded;
  /** Identity index as the set numbers them. */
  readonly identity: Int32Array;
  /** The same, numbered 0, 1 … in order of the rows. */
  readonly person: Int32Array;
  readonly weight: Float32Array;
}

/** Centres of length 1 of the people who have an unmixed sample. */
export interface Centres {
  readonly rows: Embedded;
  /** Per centre: the person, and the row that is most like the centre. */
  readonly person: Int32Array;
  readonly medoid: Int32Array;
  /** Per person: the centre, or −1. */
  readonly of: Int32Array;
}

/** Sum of the unmixed rows of every person, `[people,size] float64`, and their number. */
export function personSums({ rows, person, weight }: People): {
  readonly sums: Float64Array;
  readonly counts: Int32Array;
} {
  const people = person.length === 0 ? 0 : person[person.length - 1] + 1;
  const sums = new Float64Array(people * rows.size);
  const counts = new Int32Array(people);
  for (let row = 0; row < rows.count; row++) {
    if (weight[row] < PURE_WEIGHT) continue;
    counts[person[row]]++;
    const to = person[row] * rows.size;
    for (let k = 0; k < rows.size; k++) sums[to + k] += rows.values[row * rows.size + k];
  }
  return { sums, counts };
}

export function centresOf(people: People): Centres {
  const { rows, person, weight } = people;
  const { sums, counts } = personSums(people);
  const of = new Int32Array(counts.length).fill(-1);
  const kept: number[] = [];
  counts.forEach((count, one) => {
    if (count === 0) return;
    of[one] = kept.length;
    kept.push(one);
  });
  const values = new Float32Array(kept.length * rows.size);
  kept.forEach((one, centre) => {
    const sum = sums.subarray(one * rows.size, (one + 1) * rows.size);
    const length = Math.hypot(...sum);
    // Opposite rows may cancel each other out: then the centre is nowhere and like nobody.
    for (let k = 0; k < rows.size; k++) values[centre * rows.size + k] = length > 0 ? sum[k] / length : 0;
  });
  const centres = embeddingRows(values, rows.size);
  const medoid = new Int32Array(kept.length).fill(-1);
  const best = new Float64Array(kept.length).fill(-Infinity);
  for (let row = 0; row < rows.count; row++) {
    const centre = of[person[row]];
    if (centre < 0 || weight[row] < PURE_WEIGHT) continue;
    const value = product(rows, row, centres, centre);
    if (value > best[centre]) [best[centre], medoid[centre]] = [value, row];
  }
  return { rows: centres, person: Int32Array.from(kept), medoid, of };
}

/**
 * Cosine of each row to the centre of its own person without the row itself, so that nobody vouches for himself.
 * @returns `[count] float32`, NaN where there is no other unmixed row of the person
 */
export function consistencyOf(people: People): Float32Array {
  const { rows, person, weight } = people;
  const { sums, counts } = personSums(people);
  const { size, values } = rows;
  return Float32Array.from({ length: rows.count }, (_, row) => {
    const isIn = weight[row] >= PURE_WEIGHT ? 1 : 0;
    if (counts[person[row]] - isIn < 1) return NaN;
    let along = 0;
    let square = 0;
    for (let k = 0, at = row * size, to = person[row] * size; k < size; k++, at++, to++) {
      const rest = sums[to] - isIn * values[at];
      along += rest * values[at];
      square += rest * rest;
    }
    return square > 0 ? along / Math.sqrt(square) : NaN;
  });
}
