import type { ReactNode } from 'react';
import { extent, linearScale, thin } from './chartScale';
import type { Point } from './LineChart';
import classes from './charts.module.css';

/** A curve without axes, for a row of a list; its words stand beside it. */
export function Sparkline(props: {
  readonly points: readonly Point[];
  readonly width?: number;
  readonly height?: number;
}): ReactNode {
  const { points, width = 110, height = 26 } = props;
  if (points.length < 2) return null;
  const x = linearScale(extent(points.map((point) => point.x)) ?? [0, 1], [1, width - 1]);
  const y = linearScale(extent(points.map((point) => point.y)) ?? [0, 1], [height - 2, 2]);
  return (
    <svg width={width} height={height} aria-hidden="true">
      <polyline
        className={`${classes.line ?? ''} ${classes.first ?? ''}`}
        points={thin(points, width)
          .map((point) => `${x.toPx(point.x).toFixed(1)},${y.toPx(point.y).toFixed(1)}`)
          .join(' ')}
      />
    </svg>
  );
}
