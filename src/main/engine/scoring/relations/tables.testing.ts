import { Rng } from '@shared/lib/rng';
import type { FaceTable } from './relationTypes';

/** Random people whose samples scatter around a middle of their own; hashes likewise scatter by a few bits. */
export function randomTable(
  seed: number,
  people: number,
  samplesOf: (person: number) => number,
  size = 16,
  scatter = 0.5,
): FaceTable {
  const rng = new Rng(seed);
  const rows: number[][] = [];
  const hashes: number[] = [];
  const identities: number[] = [];
  const samples: number[] = [];
  for (let person = 0; person < people; person++) {
    const middle = Array.from({ length: size }, () => rng.normal());
    const hash = [rng.uint32(), rng.uint32()];
    for (let sample = 0; sample < samplesOf(person); sample++) {
      rows.push(unit(middle.map((value) => value + scatter * rng.normal())));
      hash.forEach((half) => hashes.push((half ^ (1 << rng.below(32)) ^ (1 << rng.below(32))) >>> 0));
      identities.push(person);
      samples.push(sample);
    }
  }
  return tableOf(rows, identities, { hashes, samples });
}

export const unit = (row: readonly number[]): number[] => {
  const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
  return row.map((value) => value / length);
};

export function tableOf(
  rows: readonly (readonly number[])[],
  identities: readonly number[],
  rest: {
    readonly hashes?: readonly number[];
    readonly samples?: readonly number[];
    readonly weights?: readonly number[];
  } = {},
): FaceTable {
  const count = rows.length;
  return {
    count,
    size: rows[0]?.length ?? 1,
    embeddings: Float32Array.from(rows.flat()),
    hashes: Uint32Array.from(
      rest.hashes ?? rows.flatMap((_, i) => [Math.imul(i + 1, 0x9e3779b1), Math.imul(i + 1, 0x85ebca6b)]),
    ),
    identityIndex: Int32Array.from(identities),
    sampleIndex: Int32Array.from(rest.samples ?? rows.map((_, i) => i)),
    weight: Float32Array.from(rest.weights ?? rows.map(() => 1)),
  };
}

/** The same rows in another order, with the place that each row had. */
export function shuffled(
  table: FaceTable,
  seed: number,
): { readonly table: FaceTable; readonly from: readonly number[] } {
  const from = new Rng(seed).shuffle(Array.from({ length: table.count }, (_, i) => i));
  const rows = from.map((i) => [...table.embeddings.subarray(i * table.size, (i + 1) * table.size)]);
  return {
    from,
    table: tableOf(
      rows,
      from.map((i) => table.identityIndex[i]),
      {
        hashes: from.flatMap((i) => [...table.hashes.subarray(2 * i, 2 * i + 2)]),
        samples: from.map((i) => table.sampleIndex[i]),
        weights: from.map((i) => table.weight[i]),
      },
    ),
  };
}

export const cosine = (a: FaceTable, i: number, b: FaceTable, j: number): number => {
  let sum = 0;
  for (let k = 0; k < a.size; k++) sum += a.embeddings[i * a.size + k] * b.embeddings[j * a.size + k];
  return sum;
};

export const bits = (a: FaceTable, i: number, b: FaceTable, j: number): number => {
  let count = 0;
  for (const half of [0, 1]) {
    for (let bit = 0; bit < 32; bit++)
      if (((a.hashes[2 * i + half] >>> bit) & 1) !== ((b.hashes[2 * j + half] >>> bit) & 1)) count++;
  }
  return count;
};
