import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { Decision } from '@shared/domain/curation';
import { useOutis } from '../../client/outisContext';
import type { MapTable } from './mapTable';

/** The decision on every point as the window shows it; another function after each change of any. */
export function useDecisions(table: MapTable): (row: number) => Decision {
  const { curation } = useOutis();
  const stores = useMemo(() => table.info.sets.map(({ setId }) => curation.of(setId)), [table, curation]);
  const subscribe = useCallback(
    (listener: () => void) => {
      const undos = stores.map((store) => store.subscribe(listener));
      return () => {
        for (const undo of undos) undo();
      };
    },
    [stores],
  );
  const version = useSyncExternalStore(subscribe, () => stores.map((store) => store.getSnapshot().version).join(' '));
  return useMemo(
    () => (row: number) => stores[table.setOf(row)]?.standingAt(table.keyOf(row)).decision ?? 'undecided',
    // The version stands for what the stores hold.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [stores, table, version],
  );
}
