import { useLayoutEffect, useState } from 'react';
import type { RefObject } from 'react';

export interface BoxSize {
  readonly width: number;
  readonly height: number;
}

/** Inner size of a box in CSS px. Known before the first paint, so that nothing is laid out twice; 0 × 0 only while it does not exist. */
export function useBoxSize(box: RefObject<HTMLElement | null>): BoxSize {
  const [size, setSize] = useState<BoxSize>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return size;
}
