import { useEffect, useRef } from 'react';

/** Where the pointer was, in CSS px from the corner of the box. */
export interface PointerPlace {
  readonly x: number;
  readonly y: number;
}

const STEP_TRAVEL = 60;

/** Ctrl+wheel; React's own wheel listener is passive and could not keep the page from zooming. */
export function useWheelZoom(
  box: { readonly current: HTMLDivElement | null },
  onZoom: (step: 1 | -1, pointer: PointerPlace) => void,
): void {
  const latest = useRef(onZoom);
  latest.current = onZoom;
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    let travelled = 0;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      travelled += event.deltaY;
      if (Math.abs(travelled) < STEP_TRAVEL) return;
      const corner = element.getBoundingClientRect();
      latest.current(travelled < 0 ? 1 : -1, { x: event.clientX - corner.left, y: event.clientY - corner.top });
      travelled = 0;
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [box]);
}
