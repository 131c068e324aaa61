import type { SearchWatch } from '../relations/blockMaxima';
import { doubleRule, isDouble } from '../relations/duplicateGroups';
import { product } from '../relations/embeddingRows';
import { bitsBetween, nearestHash } from '../relations/hashSearch';
import type { Searchable } from '../relations/peopleOf';
import type { NearestOfSets } from './nearestReal';

/** A row and the row of a real set whose picture it is again. */
export interface Copy {
  readonly row: number;
  readonly set: number;
  readonly at: number;
}

/**
 * Rows that picture hash and judge together take for a real picture again: looked for at the nearest by either.
 * @param nearest of each row by the judge @returns at most one per row, in order of rows. @throws Failure cancelled
 */
export async function nearCopies(
  own: Searchable,
  sets: readonly Searchable[],
  nearest: NearestOfSets,
  samePersonFrom: number,
  watch: SearchWatch = {},
): Promise<Copy[]> {
  const rule = doubleRule(samePersonFrom);
  const isCopy = (row: number, { hashes, rows }: Searchable, at: number): boolean =>
    at >= 0 && isDouble(rule, bitsBetween(own.hashes, row, hashes, at), product(own.rows, row, rows, at));
  const found = new Map<number, Copy>();
  nearest.at.forEach((at, row) => {
    const set = nearest.set[row];
    if (set >= 0 && isCopy(row, sets[set], at)) found.set(row, { row, set, at });
  });
  for (const [set, people] of sets.entries()) {
    const byHash = await nearestHash(own.hashes, people.hashes, watch);
    byHash.forEach((at, row) => {
      if (!found.has(row) && isCopy(row, people, at)) found.set(row, { row, set, at });
    });
  }
  return [...found.values()].sort((a, b) => a.row - b.row);
}
