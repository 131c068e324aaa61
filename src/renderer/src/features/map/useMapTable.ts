import { useEffect, useState } from 'react';
import type { MapInfo } from '@shared/domain/maps';
import { toFailureDetail } from '@shared/lib/failure';
import type { FailureDetail } from '@shared/lib/failure';
import { MapTable } from './mapTable';

export interface MapTableState {
  readonly table: MapTable | null;
  readonly error: FailureDetail | undefined;
}

/** Opens a map for as long as the page shows it. */
export function useMapTable(info: MapInfo): MapTableState {
  const [state, setState] = useState<MapTableState>({ table: null, error: undefined });
  useEffect(() => {
    let isCurrent = true;
    const opening = MapTable.open(info);
    opening.then(
      (table) => {
        if (isCurrent) setState({ table, error: undefined });
        else table.close();
      },
      (thrown: unknown) => {
        if (isCurrent) setState({ table: null, error: toFailureDetail(thrown) });
      },
    );
    return () => {
      isCurrent = false;
      opening.then(
        (table) => table.close(),
        () => undefined,
      );
    };
  }, [info]);
  return state;
}

/** The values of a numeric column, one per point; null before they are there and for no column. */
export function useValues(table: MapTable | null, column: string | null): Float32Array | null {
  const [held, setHeld] = useState<{ readonly column: string; readonly values: Float32Array } | null>(null);
  useEffect(() => {
    if (table === null || column === null) return undefined;
    let isCurrent = true;
    table.values(column).then(
      (values) => {
        if (isCurrent) setHeld({ column, values });
      },
      // A closed map has nothing to colour any more.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [table, column]);
  return held?.column === column ? held.values : null;
}
