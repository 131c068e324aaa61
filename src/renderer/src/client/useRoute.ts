import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { formatRoute, parseRoute } from './route';
import type { Route } from './route';

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return useMemo(() => parseRoute(hash), [hash]);
}

export type Navigate = (route: Route) => void;

export function useNavigate(): Navigate {
  return useCallback((route) => {
    window.location.hash = formatRoute(route);
  }, []);
}
