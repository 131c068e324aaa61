import { useCallback, useRef, useState } from 'react';
import { toFailureDetail } from '@shared/lib/failure';
import type { FailureDetail } from '@shared/lib/failure';

export interface Action<A extends readonly unknown[]> {
  readonly run: (...args: A) => void;
  readonly isRunning: boolean;
  readonly error: FailureDetail | undefined;
  readonly clear: () => void;
}

/** One thing a button does: runs at most once at a time and keeps its error for the page to show. */
export function useAction<A extends readonly unknown[]>(work: (...args: A) => Promise<void>): Action<A> {
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<FailureDetail | undefined>(undefined);
  const busy = useRef(false);
  const latest = useRef(work);
  latest.current = work;

  const run = useCallback((...args: A) => {
    if (busy.current) return;
    busy.current = true;
    setRunning(true);
    setError(undefined);
    latest
      .current(...args)
      .catch((thrown: unknown) => setError(toFailureDetail(thrown)))
      .finally(() => {
        busy.current = false;
        setRunning(false);
      });
  }, []);
  const clear = useCallback(() => setError(undefined), []);
  return { run, isRunning, error, clear };
}
