import { Kbd } from '@mantine/core';
import { memo } from 'react';
import type { ReactNode } from 'react';
import classes from './KeyLegend.module.css';

export interface LegendEntry {
  readonly keys: readonly string[];
  readonly text: string;
}

/** The keys that work now, on one line. */
export const KeyLegend = memo(function KeyLegend(props: { readonly entries: readonly LegendEntry[] }): ReactNode {
  return (
    <div className={classes.legend} data-testid="key-legend">
      {props.entries.map(({ keys, text }) => (
        <span key={text} className={classes.entry}>
          {keys.map((key) => (
            <Kbd key={key} size="xs">
              {key}
            </Kbd>
          ))}
          {text}
        </span>
      ))}
    </div>
  );
});
