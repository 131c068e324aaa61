import type { CardReport } from '@shared/domain/card';
import { planeOf } from '../../../engine/scoring/card/plane';
import { PURE_WEIGHT } from '../../../engine/scoring/relations/centres';
import { takeRows } from '../../../engine/scoring/relations/embeddingRows';
import type { Searchable } from '../../../engine/scoring/relations/peopleOf';

export interface NamedPeople {
  readonly people: Searchable;
  readonly nameOf: (identity: number) => string;
  readonly origin: 'syn' | 'real';
}

const SAMPLES_SHOWN = 12;

interface Shown {
  readonly name: string;
  readonly origin: 'syn' | 'real';
  readonly vectors: Float32Array;
}

/** Lays the samples of some people of every set out in one plane. @param count people of the first set, and as many of all others */
export function planeOfPeople(sets: readonly NamedPeople[], count: number): CardReport['plane'] {
  const [own, ...others] = sets.map(({ people, nameOf, origin }) => chosen(people, count, nameOf, origin));
  const shown = [...(own ?? []), ...others.flat().slice(0, count)];
  const size = sets[0]?.people.rows.size ?? 1;
  const values = new Float32Array(shown.reduce((sum, { vectors }) => sum + vectors.length, 0));
  const person: number[] = [];
  let at = 0;
  shown.forEach(({ vectors }, index) => {
    values.set(vectors, at);
    at += vectors.length;
    for (let i = 0; i < vectors.length / size; i++) person.push(index);
  });
  const rows = takeRows(
    values,
    size,
    Int32Array.from(person, (_, i) => i),
  );
  const { points, kept } = planeOf(rows);
  return {
    kept,
    people: shown.map(({ name, origin }) => ({ name, origin })),
    points: person.map((index, i) => ({ person: index, x: points[2 * i] ?? 0, y: points[2 * i + 1] ?? 0 })),
  };
}

/** People spread evenly over the set, each with its first unmixed samples. */
function chosen(
  { rows, person, identity, weight }: Searchable,
  count: number,
  nameOf: (identity: number) => string,
  origin: 'syn' | 'real',
): Shown[] {
  const members = new Map<number, number[]>();
  person.forEach((one, row) => {
    const own = members.get(one) ?? [];
    if ((weight[row] ?? 0) >= PURE_WEIGHT && own.length < SAMPLES_SHOWN) members.set(one, [...own, row]);
  });
  const all = [...members.values()];
  const picked = Array.from({ length: Math.min(count, all.length) }, (_, i) =>
    Math.floor((i * all.length) / Math.min(count, all.length)),
  );
  return picked.flatMap((place) => {
    const own = all[place] ?? [];
    const [first] = own;
    if (first === undefined) return [];
    const { values } = takeRows(rows.values, rows.size, Int32Array.from(own));
    return [{ name: nameOf(identity[first] ?? -1), origin, vectors: values }];
  });
}
