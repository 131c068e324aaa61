import { useEffect, useState } from 'react';
import type { ExportPlan } from '@shared/contract/views';
import type { ExportSpec } from '@shared/domain/jobs';
import { toFailureDetail } from '@shared/lib/failure';
import type { FailureDetail } from '@shared/lib/failure';
import { useOutis } from '../../client/outisContext';

export interface PlanState {
  readonly data: ExportPlan | undefined;
  readonly error: FailureDetail | undefined;
}

/** The plan for a spec, worked out again whenever the spec changes or something was made; null has none. @param made changes with that */
export function usePlan(spec: ExportSpec | null, made: string): PlanState {
  const { client } = useOutis();
  const [state, setState] = useState<PlanState>({ data: undefined, error: undefined });
  const key = JSON.stringify(spec);
  useEffect(() => {
    if (spec === null) {
      setState({ data: undefined, error: undefined });
      return undefined;
    }
    let isCurrent = true;
    client.call('export.plan', spec).then(
      (data) => {
        if (isCurrent) setState({ data, error: undefined });
      },
      (thrown: unknown) => {
        if (isCurrent) setState({ data: undefined, error: toFailureDetail(thrown) });
      },
    );
    return () => {
      isCurrent = false;
    };
    // The key stands for the whole spec.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [client, key, made]);
  return state;
}
