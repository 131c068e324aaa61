import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import type { FactorSlider } from './factorSlider';
import { SliderRow } from './SliderRow';
import classes from './Explorer.module.css';

const ROW_PX = 24;

/** Many sliders, of which only those in sight exist. */
export function ComponentList(props: { readonly sliders: readonly FactorSlider[]; readonly label: string }): ReactNode {
  const { sliders, label } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: sliders.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
  });
  return (
    <div ref={scroller} className={classes.components} role="group" aria-label={label} tabIndex={0}>
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const slider = sliders[index];
          return (
            slider !== undefined && (
              <div key={slider.id} className={classes.component} style={{ transform: `translateY(${start}px)` }}>
                <SliderRow slider={slider} />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}
