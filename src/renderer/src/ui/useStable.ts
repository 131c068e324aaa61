import { useCallback, useRef } from 'react';

/** The same function for the life of the component; it does what the newest one does. For handlers, not for what is called while drawing. */
export function useStable<Args extends unknown[]>(work: (...args: Args) => void): (...args: Args) => void {
  const latest = useRef(work);
  latest.current = work;
  return useCallback((...args: Args) => latest.current(...args), []);
}
