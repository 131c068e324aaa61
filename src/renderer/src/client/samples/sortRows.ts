import type { SampleColumns } from './sampleColumns';
import type { ViewQuery } from './viewQuery';

/** Sorts in place and returns `rows`. Values that were not measured come last in both directions; equal values keep table order. */
export function sortRows(columns: SampleColumns, rows: Uint32Array, query: ViewQuery): Uint32Array {
  const { identityIndex, sampleIndex } = columns;
  const values = query.sortBy === null ? undefined : columns.numbers.get(query.sortBy);
  const sign = query.isDescending ? -1 : 1;

  const byPosition = (a: number, b: number): number =>
    (identityIndex[a] ?? 0) - (identityIndex[b] ?? 0) || (sampleIndex[a] ?? 0) - (sampleIndex[b] ?? 0);
  const byValue = (a: number, b: number): number => {
    const x = values?.[a] ?? NaN;
    const y = values?.[b] ?? NaN;
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
    return sign * (x - y) || a - b;
  };

  const byIdentity = (a: number, b: number): number => (identityIndex[a] ?? 0) - (identityIndex[b] ?? 0);
  const compare =
    values === undefined
      ? (a: number, b: number): number => sign * byPosition(a, b)
      : query.isGrouped
        ? (a: number, b: number): number => byIdentity(a, b) || byValue(a, b)
        : byValue;
  return isSorted(rows, compare) ? rows : rows.sort(compare);
}

/** A table is stored in identity order, the order that is asked for first; looking costs a tenth of sorting. */
function isSorted(rows: Uint32Array, compare: (a: number, b: number) => number): boolean {
  for (let at = 1; at < rows.length; at++) {
    if (compare(rows[at - 1] ?? 0, rows[at] ?? 0) > 0) return false;
  }
  return true;
}
