import { useMemo, useRef } from 'react';
import type { MouseEvent } from 'react';

interface ReleasedFocus {
  readonly onPointerDown: () => void;
  readonly onKeyDown: () => void;
  readonly onClick: (event: MouseEvent) => void;
}

/**
 * For a choice beside work that goes by single keys: chosen with the mouse it lets the focus go, so that the next key belongs to the
 * work again; who came by Tab stays in it.
 */
export function useReleasedFocus(): ReleasedFocus {
  const isByPointer = useRef(false);
  return useMemo(
    () => ({
      onPointerDown: () => (isByPointer.current = true),
      onKeyDown: () => (isByPointer.current = false),
      onClick: ({ target }) => {
        if (isByPointer.current && target instanceof HTMLInputElement) target.blur();
      },
    }),
    [],
  );
}
