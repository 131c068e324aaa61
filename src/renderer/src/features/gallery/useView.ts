import { useEffect, useRef, useState } from 'react';
import { toFailureDetail } from '@shared/lib/failure';
import type { FailureDetail } from '@shared/lib/failure';
import type { SampleTable } from '../../client/samples/sampleTable';
import type { ViewAnswer } from '../../client/samples/tableProtocol';
import type { ViewQuery } from '../../client/samples/viewQuery';

export interface ViewState {
  readonly view: ViewAnswer | null;
  readonly error: FailureDetail | undefined;
  /** What `view` answers. */
  readonly query: ViewQuery | null;
}

interface Turn {
  table: SampleTable | null;
  isBusy: boolean;
  next: (() => void) | null;
}

/**
 * Asks the worker for the rows that match. The old view stays until the new one is there; decisions made later do not change it
 * until `round` grows, because an exclusion must not move the page. One question at a time: of those that come while one is on its
 * way, as a brush makes them, only the last is asked.
 */
export function useView(table: SampleTable, query: ViewQuery, round: number | string): ViewState {
  const [state, setState] = useState<ViewState>({ view: null, error: undefined, query: null });
  const turn = useRef<Turn>({ table: null, isBusy: false, next: null }).current;
  useEffect(() => {
    turn.table = table;
    return () => {
      turn.table = null;
    };
  }, [turn, table]);
  useEffect(() => {
    // An answer that a newer question has overtaken is shown all the same: the picture follows the brush.
    const take = (next: (before: ViewState) => ViewState): void => {
      if (turn.table === table) setState(next);
    };
    const ask = (): void => {
      turn.isBusy = true;
      table
        .view(query)
        .then(
          (view) => take(() => ({ view, error: undefined, query })),
          (thrown: unknown) => take((before) => ({ ...before, error: toFailureDetail(thrown) })),
        )
        .finally(() => {
          turn.isBusy = false;
          const { next } = turn;
          turn.next = null;
          next?.();
        });
    };
    if (turn.isBusy) turn.next = ask;
    else ask();
  }, [turn, table, query, round]);
  return state;
}
