import type { Centres } from './centres';
import { product } from './embeddingRows';
import { bitsBetween, nearestHash } from './hashSearch';
import { type Nearest, nearestRows } from './nearest';
import { doubleRule, isDouble } from './duplicateGroups';
import type { Searchable } from './peopleOf';
import type { SearchWatch } from './blockMaxima';

/** Per row: the set, the row in it and the cosine; −1 and NaN where there is none. */
export interface NearestElsewhere extends Nearest {
  readonly set: Int32Array;
}

export interface SearchedSet {
  readonly people: Searchable;
  /** Of a real set; null of a synthetic one, whose people are nobody. */
  readonly centres: Centres | null;
}

export interface Elsewhere {
  /** Over the real sets. */
  readonly real: NearestElsewhere;
  /** Over the real sets; points to the sample that is most like the centre. */
  readonly realCentre: NearestElsewhere;
  /** Over all sets. */
  readonly any: NearestElsewhere;
  /** 1: a picture of another set is the same again. */
  readonly isDouble: Uint8Array;
}

/** Holds every row against every sample of the other sets. @param samePersonFrom of the judge */
export async function searchElsewhere(
  own: Searchable,
  others: readonly SearchedSet[],
  samePersonFrom: number,
  watch: SearchWatch,
): Promise<Elsewhere> {
  const count = own.rows.count;
  const rule = doubleRule(samePersonFrom);
  const found = { real: nobody(count), realCentre: nobody(count), any: nobody(count), isDouble: new Uint8Array(count) };
  for (const [set, { people, centres }] of others.entries()) {
    const nearest = await nearestRows(own.rows, people.rows, null, watch);
    raise(found.any, nearest, set);
    const byHash = await nearestHash(own.hashes, people.hashes, watch);
    for (let row = 0; row < count; row++) {
      const isSame = (other: number): boolean =>
        other >= 0 &&
        isDouble(rule, bitsBetween(own.hashes, row, people.hashes, other), product(own.rows, row, people.rows, other));
      if (isSame(nearest.at[row]) || isSame(byHash[row])) found.isDouble[row] = 1;
    }
    if (centres === null) continue;
    raise(found.real, nearest, set);
    const { rows, medoid } = centres;
    const centre = await nearestRows(own.rows, rows, null, watch);
    raise(found.realCentre, { value: centre.value, at: centre.at.map((at) => (at < 0 ? -1 : medoid[at])) }, set);
  }
  return found;
}

export const nobody = (count: number): NearestElsewhere => ({
  at: new Int32Array(count).fill(-1),
  set: new Int32Array(count).fill(-1),
  value: new Float32Array(count).fill(NaN),
});

function raise(best: NearestElsewhere, found: Nearest, set: number): void {
  found.at.forEach((at, row) => {
    if (at < 0 || (best.at[row] >= 0 && best.value[row] >= found.value[row])) return;
    best.at[row] = at;
    best.value[row] = found.value[row];
    best.set[row] = set;
  });
}
