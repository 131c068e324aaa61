import { useElementSize } from '@mantine/hooks';
import type { ReactNode } from 'react';
import type { Scale } from './chartScale';
import classes from './charts.module.css';

export interface PlotArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const MARGIN = { left: 48, right: 12, top: 10, bottom: 34 };

interface Axes {
  readonly x: Scale;
  readonly y: Scale;
  readonly body: ReactNode;
}

/** Axes, grid and labels around a drawing. `label` says in words what the picture shows, for those who do not see it. */
export function ChartFrame(props: {
  readonly label: string;
  readonly height: number;
  readonly xLabel: string;
  readonly yLabel?: string;
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
  readonly draw: (area: PlotArea) => Axes;
}): ReactNode {
  const { ref, width } = useElementSize();
  const { label, height, xLabel, yLabel, formatX, formatY, draw } = props;
  const area = { left: MARGIN.left, right: width - MARGIN.right, top: MARGIN.top, bottom: height - MARGIN.bottom };
  const axes = width > MARGIN.left + 40 ? draw(area) : null;
  return (
    <div ref={ref} className={classes.chart} style={{ height }}>
      {axes !== null && (
        <svg width={width} height={height} role="img" aria-label={label}>
          {axes.y.ticks.map((tick) => (
            <g key={tick} transform={`translate(0 ${axes.y.toPx(tick)})`}>
              <line className={classes.grid} x1={area.left} x2={area.right} />
              <text className={classes.tick} x={area.left - 6} dy="0.32em" textAnchor="end">
                {formatY(tick)}
              </text>
            </g>
          ))}
          {axes.x.ticks.map((tick) => (
            <g key={tick} transform={`translate(${axes.x.toPx(tick)} ${area.bottom})`}>
              <line className={classes.tickLine} y2={4} />
              <text className={classes.tick} y={15} textAnchor="middle">
                {formatX(tick)}
              </text>
            </g>
          ))}
          <line className={classes.axis} x1={area.left} x2={area.right} y1={area.bottom} y2={area.bottom} />
          <text className={classes.axisLabel} x={(area.left + area.right) / 2} y={height - 3} textAnchor="middle">
            {xLabel}
          </text>
          {yLabel !== undefined && (
            <text
              className={classes.axisLabel}
              transform={`translate(11 ${(area.top + area.bottom) / 2}) rotate(-90)`}
              textAnchor="middle"
            >
              {yLabel}
            </text>
          )}
          {axes.body}
        </svg>
      )}
    </div>
  );
}
