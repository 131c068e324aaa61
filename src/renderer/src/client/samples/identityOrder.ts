import { pickFirsts } from './identityGroups';
import type { IdentityGroups } from './identityGroups';
import { indexSort, orderedKeys } from './indexSort';

/** Up to this many samples of an identity are put in order by insertion, which looks at each pair of neighbours in the nearest cache. */
const FEW = 48;

/**
 * The whole table with the samples of each identity together and in the order of their values: sorted within each identity, which is
 * several times as fast as sorting a million rows and grouping them.
 * @param groups of a table that is stored by identity: the rows of each lie beside each other, in rising order
 * @returns as `groupRows(groups, indexSort(values, isDescending), 'index')`
 */
export function sortWithinIdentities(groups: IdentityGroups, values: Float32Array, isDescending: boolean): Uint32Array {
  const keys = orderedKeys(values, isDescending);
  const rows = new Uint32Array(values.length);
  for (let number = 0; number < groups.count; number++) {
    const start = groups.firstRow[number] ?? 0;
    const end = number + 1 < groups.count ? (groups.firstRow[number + 1] ?? 0) : values.length;
    if (end - start > FEW) {
      const sorted = indexSort(values.subarray(start, end), isDescending);
      for (let at = 0; at < sorted.length; at++) rows[start + at] = start + (sorted[at] ?? 0);
    } else insert(keys, rows, start, end);
  }
  return rows;
}

/** Equal keys keep the order of rows. */
function insert(keys: Uint32Array, rows: Uint32Array, start: number, end: number): void {
  for (let at = start; at < end; at++) {
    const key = keys[at] ?? 0;
    let to = at;
    while (to > start && (keys[rows[to - 1] ?? 0] ?? 0) > key) {
      rows[to] = rows[to - 1] ?? 0;
      to--;
    }
    rows[to] = at;
  }
}

/**
 * Whole identities in the order of their first sample's value ("the worst on top").
 * @param rows as `sortWithinIdentities` has them, or some of them
 * @returns as `groupRows(groups, indexSort(values, isDescending) less the rows that are not among them, 'first')`
 */
export function identitiesByFirst(
  groups: IdentityGroups,
  rows: Uint32Array,
  values: Float32Array,
  isDescending: boolean,
): Uint32Array<ArrayBuffer> {
  const starts = pickFirsts(groups, rows);
  const firsts = Float32Array.from(starts, (at) => values[rows[at] ?? 0] ?? NaN);
  const ordered = new Uint32Array(rows.length);
  let next = 0;
  for (const number of indexSort(firsts, isDescending)) {
    const run = rows.subarray(starts[number] ?? 0, starts[number + 1] ?? rows.length);
    ordered.set(run, next);
    next += run.length;
  }
  return ordered;
}
