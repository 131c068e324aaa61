import type { ReactNode } from 'react';
import classes from './charts.module.css';

/** Names of the curves beside their strokes. */
export function ChartKey(props: { readonly names: readonly string[] }): ReactNode {
  return (
    <div className={classes.key}>
      {props.names.map((name, index) => (
        <span key={name}>
          <svg width="22" height="8" aria-hidden="true">
            <line
              className={`${classes.line ?? ''} ${(index === 0 ? classes.first : classes.second) ?? ''}`}
              x1="0"
              x2="22"
              y1="4"
              y2="4"
            />
          </svg>
          {name}
        </span>
      ))}
    </div>
  );
}
