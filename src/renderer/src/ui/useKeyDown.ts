import { useEffect, useRef } from 'react';

const OWN_KEYS =
  'input:not([type="radio"], [type="checkbox"], [readonly]), textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"], input[aria-expanded="true"]';
/** Fields in which nothing can be written: radio buttons, switches, closed lists. */
const CHOICE = 'input[type="radio"], input[type="checkbox"], input[readonly]';
/** What such a field uses itself; letters and digits mean nothing to it. */
const KEYS_OF_CHOICE = new Set([' ', 'Enter', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End']);

/** Whether what has the focus uses the key itself. */
function isTaken({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest(OWN_KEYS) !== null || (target.matches(CHOICE) && KEYS_OF_CHOICE.has(key));
}

/** Listens to the whole window while mounted; keys typed into a field, a menu or a dialog belong to that. Return true when the key was used. */
export function useKeyDown(handle: (event: KeyboardEvent) => boolean, isEnabled = true): void {
  const latest = useRef(handle);
  latest.current = handle;
  useEffect(() => {
    if (!isEnabled) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      if (isTaken(event)) return;
      if (latest.current(event)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [isEnabled]);
}
