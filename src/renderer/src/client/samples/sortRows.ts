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

  if (values === undefined) return rows.sort(query.isDescending ? (a, b) => byPosition(b, a) : byPosition);
  if (!query.isGrouped) return rows.sort(byValue);
  return rows.sort((a, b) => (identityIndex[a] ?? 0) - (identityIndex[b] ?? 0) || byValue(a, b));
}
