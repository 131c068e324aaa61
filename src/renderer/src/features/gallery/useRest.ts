import { useEffect, useState } from 'react';

const LATEST_MS = 700;

/** Whether the window has come to rest since something was there, or some time has passed: what can wait for the first faces begins then. */
export function useRest(isThere: boolean): boolean {
  const [hasRested, setRested] = useState(false);
  useEffect(() => {
    if (!isThere) return undefined;
    const request = requestIdleCallback(() => setRested(true), { timeout: LATEST_MS });
    return () => cancelIdleCallback(request);
  }, [isThere]);
  return hasRested;
}
