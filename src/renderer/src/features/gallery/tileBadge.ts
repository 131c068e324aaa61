import { useMemo } from 'react';
import type { SampleTable } from '../../client/samples/sampleTable';
import { useColumnValues } from '../../client/samples/useColumns';
import { SIMILAR_COLUMN } from '../../client/samples/viewQuery';
import { columnLabel, scoreColumn } from '../../ui/columns';
import { formatNumber } from '../../ui/format';

/** A number that stands on each tile. */
export interface TileBadge {
  readonly label: string;
  /** null where the sample has none. */
  readonly textOf: (row: number) => string | null;
}

export const NO_BADGE = '-';

/**
 * The column whose value the tiles show.
 * @param chosen a column's name, `NO_BADGE`, or empty: what is sorted by, when that is a score
 */
export function badgeColumn(chosen: string, sortBy: string | null): string | null {
  if (chosen === NO_BADGE) return null;
  if (chosen !== '') return chosen;
  return sortBy !== null && (scoreColumn(sortBy) !== undefined || sortBy === SIMILAR_COLUMN) ? sortBy : null;
}

export function useTileBadge(table: SampleTable, column: string | null): TileBadge | null {
  const values = useColumnValues(table, column);
  return useMemo(() => {
    if (values === null || column === null) return null;
    return {
      label: columnLabel(column),
      textOf: (row) => {
        const value = values[row] ?? NaN;
        return Number.isNaN(value) ? null : formatNumber(Number(value.toPrecision(2)));
      },
    };
  }, [values, column]);
}
