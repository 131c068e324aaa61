import { useEffect, useReducer, useRef } from 'react';
import type { CurationStore } from '../../client/curationStore';
import { usePickedOnMap } from '../../client/pickedSamples';
import type { SampleTable } from '../../client/samples/sampleTable';
import type { ViewQuery } from '../../client/samples/viewQuery';

/** Name in `ViewQuery.lists` of what was picked on the map. */
export const PICKED_LIST = 'picked on the map';

/** Name in `ViewQuery.lists` of the samples that have a tag. */
export const tagList = (tag: string): string => `tag “${tag}”`;

/**
 * Brings the lists of rows that come from elsewhere into the table, and what was picked on the map into the query.
 * @returns grows when a list changes.
 */
export function useRowLists(
  store: CurationStore,
  tags: readonly string[],
  table: SampleTable,
  query: ViewQuery,
  setQuery: (query: ViewQuery) => void,
): number {
  const [version, listsChanged] = useReducer((count: number) => count + 1, 0);
  const picked = usePickedOnMap(store.setId);
  const latest = useRef({ query, setQuery });
  latest.current = { query, setQuery };

  useEffect(() => {
    let isCurrent = true;
    const rows = picked === null ? null : Int32Array.from(picked.ids, (id) => table.rowOf(id));
    // Nothing was picked, and nothing that was asked names it: no view changes.
    if (rows === null && !latest.current.query.lists.includes(PICKED_LIST)) return undefined;
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

  const wanted = tags.filter((tag) => query.lists.includes(tagList(tag))).join('\n');
  useEffect(() => {
    if (wanted === '') return undefined;
    const note = (): void => {
      const sent = wanted.split('\n').map((tag) =>
        table.setList(
          tagList(tag),
          Int32Array.from(store.tagKeys(tag), (key) => table.rowOfKey(key)),
        ),
      );
      Promise.all(sent).then(listsChanged, () => undefined);
    };
    note();
    return store.onMarksChanged(note);
  }, [table, store, wanted]);
  return version;
}
