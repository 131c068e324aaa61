import { useEffect, useState, useSyncExternalStore } from 'react';
import type { SetId } from '@shared/domain/ids';
import { toFailureDetail } from '@shared/lib/failure';
import type { FailureDetail } from '@shared/lib/failure';
import { useOutis } from '../outisContext';
import type { SampleTable } from './sampleTable';

export interface TableState {
  readonly table: SampleTable | null;
  readonly error: FailureDetail | undefined;
}

/** The sample table of a set; `setId` null shows none. */
export function useSampleTable(setId: SetId | null, sampleCount: number): TableState {
  const { tables } = useOutis();
  const generation = useSyncExternalStore(tables.subscribe, tables.getGeneration);
  const [state, setState] = useState<TableState>({ table: null, error: undefined });
  useEffect(() => {
    setState({ table: null, error: undefined });
    if (setId === null) return undefined;
    let isCurrent = true;
    tables.of(setId, sampleCount).then(
      (table) => {
        if (isCurrent) setState({ table, error: undefined });
      },
      (thrown: unknown) => {
        if (isCurrent) setState({ table: null, error: toFailureDetail(thrown) });
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [tables, setId, sampleCount, generation]);
  return state;
}
