import { Slider, Tooltip } from '@mantine/core';
import { memo } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useExplorer, useExplorerParts } from './explorerContext';
import { beginWith } from './explored';
import type { Explored } from './explored';
import type { FactorSlider } from './factorSlider';
import classes from './Explorer.module.css';

/** One slider with its name and value. A double click, or Delete, leads back to the value that was drawn or loaded. */
export const SliderRow = memo(function SliderRow(props: { readonly slider: FactorSlider }): ReactNode {
  const { slider } = props;
  const { store } = useExplorerParts();
  // Numbers that moved by less than can be seen must not draw the row again.
  const value = useExplorer(({ present }) => roundTo(slider.read(present), slider.step / 4));
  const reset = (): void => {
    store.change(slider.write(store.present, slider.read(startOf(store.present))));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Delete' || event.key === 'Backspace') reset();
  };
  return (
    <div className={classes.row} onDoubleClick={reset} onKeyDown={onKeyDown} data-slider={slider.id}>
      <Tooltip label={`${slider.hint} Double click: as drawn.`} multiline maw={260} position="left">
        <span className={classes.rowLabel}>{slider.label}</span>
      </Tooltip>
      <Slider
        size="xs"
        min={slider.min}
        max={slider.max}
        step={slider.step}
        label={null}
        thumbSize={13}
        thumbLabel={slider.label}
        // Screen readers hear the value with its unit.
        thumbProps={{ 'aria-valuetext': slider.format(value) }}
        value={Math.min(slider.max, Math.max(slider.min, value))}
        onChange={(next) => store.change(slider.write(store.present, next), slider.id)}
        onChangeEnd={store.settle}
      />
      <span className={`${classes.rowValue ?? ''} tabular`}>{slider.format(value)}</span>
    </div>
  );
});

const roundTo = (value: number, step: number): number => Math.round(value / step) * step;

const startOf = (state: Explored): Explored => beginWith(state.start, state.origin);
