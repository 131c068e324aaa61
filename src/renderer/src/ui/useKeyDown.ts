import { useEffect, useRef } from 'react';

const OWN_KEYS = 'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]';

/** Listens to the whole window while mounted; keys typed into a field, a menu or a dialog belong to that. Return true when the key was used. */
export function useKeyDown(handle: (event: KeyboardEvent) => boolean, isEnabled = true): void {
  const latest = useRef(handle);
  latest.current = handle;
  useEffect(() => {
    if (!isEnabled) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(OWN_KEYS) !== null) return;
      if (latest.current(event)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [isEnabled]);
}
