import { useCallback, useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { afterScroll, physicalOf, settledTop } from './scrollSpace';
import type { ScrollPosition, ScrollSpace } from './scrollSpace';

/** A position that was drawn, and how far the list had moved since the one before; 0 at rest. */
export interface DrawnPosition extends ScrollPosition {
  readonly stepPx: number;
}

export interface ScaledScroll {
  /** As of the last step of `stepPx`; drawing needs no finer one. */
  readonly position: DrawnPosition;
  /** As of now. */
  readonly current: RefObject<ScrollPosition>;
  readonly onScroll: () => void;
  /** Puts this part of the list at the top of the viewport. */
  readonly scrollTo: (virtualTop: number) => void;
}

const REST_AFTER_MS = 150;

/**
 * Ties a scroll box to a list that may be taller than a box can be (scrollSpace.ts).
 * @param stepPx height of a line: scrolling within one draws nothing, the browser moves what is there.
 */
export function useScaledScroll(
  scroller: RefObject<HTMLDivElement | null>,
  space: ScrollSpace,
  stepPx: number,
): ScaledScroll {
  const [position, setPosition] = useState<DrawnPosition>({ physicalTop: 0, virtualTop: 0, stepPx: 0 });
  const current = useRef<ScrollPosition>(position);
  const latestSpace = useRef(space);
  latestSpace.current = space;
  const restTimer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const place = useCallback(
    (next: ScrollPosition) => {
      current.current = next;
      setPosition((drawn) => {
        const isSameLine = Math.floor(next.virtualTop / stepPx) === Math.floor(drawn.virtualTop / stepPx);
        const isSameOffset = next.virtualTop - next.physicalTop === drawn.virtualTop - drawn.physicalTop;
        return isSameLine && isSameOffset ? drawn : { ...next, stepPx: next.virtualTop - drawn.virtualTop };
      });
    },
    [stepPx],
  );

  const moveBar = useCallback(
    (physicalTop: number, virtualTop: number) => {
      const box = scroller.current;
      if (box === null) return;
      box.scrollTop = physicalTop;
      // The browser rounds, and refuses places beyond the end: what it took is where the bar is.
      place({ physicalTop: box.scrollTop, virtualTop });
    },
    [scroller, place],
  );

  const onScroll = useCallback(() => {
    const box = scroller.current;
    if (box === null || box.scrollTop === current.current.physicalTop) return;
    place(afterScroll(latestSpace.current, current.current, box.scrollTop));
    clearTimeout(restTimer.current);
    restTimer.current = setTimeout(() => {
      const proper = settledTop(latestSpace.current, current.current);
      if (proper !== null) moveBar(proper, current.current.virtualTop);
      setPosition((drawn) => (drawn.stepPx === 0 ? drawn : { ...drawn, stepPx: 0 }));
    }, REST_AFTER_MS);
  }, [scroller, place, moveBar]);

  const scrollTo = useCallback(
    (virtualTop: number) => {
      const { virtualPx, viewportPx } = latestSpace.current;
      const top = Math.min(Math.max(0, virtualPx - viewportPx), Math.max(0, virtualTop));
      moveBar(physicalOf(latestSpace.current, top), top);
    },
    [moveBar],
  );

  useEffect(() => () => clearTimeout(restTimer.current), []);
  return { position, current, onScroll, scrollTo };
}
