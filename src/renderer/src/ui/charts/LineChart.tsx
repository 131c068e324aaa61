import { useState } from 'react';
import type { PointerEvent, ReactNode } from 'react';
import { formatNumber } from '../format';
import { ChartFrame } from './ChartFrame';
import type { PlotArea } from './ChartFrame';
import { ChartKey } from './ChartKey';
import { extent, linearScale, thin } from './chartScale';
import classes from './charts.module.css';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Series {
  readonly name: string;
  readonly points: readonly Point[];
}

/** Up to two curves over one axis; the pointer reads values off. */
export function LineChart(props: {
  readonly title: string;
  readonly series: readonly Series[];
  readonly xLabel: string;
  readonly height?: number;
  readonly formatY?: (value: number) => string;
  /** Values that the vertical axis must reach. */
  readonly include?: readonly number[];
}): ReactNode {
  const { title, series, xLabel, height = 170, formatY = formatNumber, include = [] } = props;
  const [cursor, setCursor] = useState<number | null>(null);
  const xRange = extent(series.flatMap(({ points }) => points.map(({ x }) => x))) ?? [0, 1];
  const yRange = extent([...include, ...series.flatMap(({ points }) => points.map(({ y }) => y))]) ?? [0, 1];
  const last = series.map(({ name, points }) => `${name} ${formatY(points.at(-1)?.y ?? NaN)}`).join(', ');

  const draw = (area: PlotArea) => {
    const x = linearScale(xRange, [area.left, area.right]);
    const y = linearScale(padded(yRange), [area.bottom, area.top], 5);
    const track = (event: PointerEvent<SVGRectElement>): void => {
      const box = event.currentTarget.getBoundingClientRect();
      setCursor(x.toValue(area.left + event.clientX - box.left));
    };
    const body = (
      <>
        {series.map(({ name, points }, index) => (
          <polyline
            key={name}
            className={`${classes.line ?? ''} ${(index === 0 ? classes.first : classes.second) ?? ''}`}
            points={thin(points, area.right - area.left)
              .map((point) => `${x.toPx(point.x).toFixed(1)},${y.toPx(point.y).toFixed(1)}`)
              .join(' ')}
          />
        ))}
        {cursor !== null && (
          <CursorLine x={x.toPx(cursor)} area={area} text={readAt(series, cursor, xLabel, formatY)} />
        )}
        <rect
          x={area.left}
          y={area.top}
          width={area.right - area.left}
          height={area.bottom - area.top}
          fill="transparent"
          onPointerMove={track}
          onPointerLeave={() => setCursor(null)}
        />
      </>
    );
    return { x, y, body };
  };

  return (
    <div>
      <ChartKey names={series.map(({ name }) => name)} />
      <ChartFrame
        label={`${title}. Last values: ${last}.`}
        height={height}
        xLabel={xLabel}
        formatX={formatNumber}
        formatY={formatY}
        draw={draw}
      />
    </div>
  );
}

function CursorLine(props: { readonly x: number; readonly area: PlotArea; readonly text: string }): ReactNode {
  const { x, area, text } = props;
  const isRight = x > (area.left + area.right) / 2;
  return (
    <g pointerEvents="none">
      <line className={classes.cursor} x1={x} x2={x} y1={area.top} y2={area.bottom} />
      <text
        className={classes.axisLabel}
        x={isRight ? x - 6 : x + 6}
        y={area.top + 10}
        textAnchor={isRight ? 'end' : 'start'}
      >
        {text}
      </text>
    </g>
  );
}

function readAt(series: readonly Series[], x: number, xLabel: string, formatY: (value: number) => string): string {
  let nearest: Point | undefined;
  const values = series.map(({ name, points }) => {
    const point = nearestPoint(points, x);
    nearest ??= point;
    return `${name} ${formatY(point?.y ?? NaN)}`;
  });
  return `${xLabel} ${formatNumber(nearest?.x ?? x)}: ${values.join(', ')}`;
}

/** @param points in rising x */
function nearestPoint(points: readonly Point[], x: number): Point | undefined {
  let best: Point | undefined;
  for (const point of points) {
    if (best !== undefined && Math.abs(point.x - x) > Math.abs(best.x - x)) break;
    best = point;
  }
  return best;
}

function padded([low, high]: readonly [number, number]): [number, number] {
  const margin = (high - low) * 0.06 || Math.abs(high) * 0.1 || 1;
  return [low >= 0 ? Math.max(0, low - margin) : low - margin, high + margin];
}
