import { useEffect, useState } from 'react';
import { toFailureDetail } from '@shared/lib/failure';
import type { FailureDetail } from '@shared/lib/failure';
import type { SampleTable } from '../../client/samples/sampleTable';
import type { ViewAnswer } from '../../client/samples/tableProtocol';
import type { ViewQuery } from '../../client/samples/viewQuery';

export interface ViewState {
  readonly view: ViewAnswer | null;
  readonly error: FailureDetail | undefined;
}

/**
 * Asks the worker for the rows that match. The old view stays until the new one is there; decisions made later do not change it
 * until `round` grows, because an exclusion must not move the page.
 */
export function useView(table: SampleTable, query: ViewQuery, round: number): ViewState {
  const [state, setState] = useState<ViewState>({ view: null, error: undefined });
  useEffect(() => {
    let isCurrent = true;
    table.view(query).then(
      (view) => {
        if (isCurrent) setState({ view, error: undefined });
      },
      (thrown: unknown) => {
        if (isCurrent) setState((before) => ({ ...before, error: toFailureDetail(thrown) }));
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [table, query, round]);
  return state;
}
