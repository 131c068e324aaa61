import { useEffect, useReducer, useRef } from 'react';
import type { SetId } from '@shared/domain/ids';
import { usePickedOnMap } from '../../client/pickedSamples';
import type { SampleTable } from '../../client/samples/sampleTable';
import type { ViewQuery } from '../../client/samples/viewQuery';

/** Name in `ViewQuery.lists` of what was picked on the map. */
export const PICKED_LIST = 'picked on the map';

/**
 * Brings lists of rows that come from elsewhere into the table, and into the query.
 * @returns grows when a list changes.
 */
export function useRowLists(
  setId: SetId,
  table: SampleTable,
  query: ViewQuery,
  setQuery: (query: ViewQuery) => void,
): number {
  const [version, listsChanged] = useReducer((count: number) => count + 1, 0);
  const picked = usePickedOnMap(setId);
  const latest = useRef({ query, setQuery });
  latest.current = { query, setQuery };
  useEffect(() => {
    let isCurrent = true;
    const rows = picked === null ? null : Int32Array.from(picked.ids, (id) => table.rowOf(id));
    table.setList(PICKED_LIST, rows).then(
      () => {
        if (!isCurrent) return;
        const { query: now, setQuery: set } = latest.current;
        const others = now.lists.filter((name) => name !== PICKED_LIST);
        if (picked !== null) set({ ...now, lists: [...others, PICKED_LIST] });
        else if (others.length < now.lists.length) set({ ...now, lists: others });
        listsChanged();
      },
      // A closed table has no lists.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [table, picked]);
  return version;
}
