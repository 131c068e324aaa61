import type { ReactNode } from 'react';
import type { Curves } from '@shared/domain/privacy';
import { formatNumber, formatPercent } from '../format';
import { ChartFrame } from './ChartFrame';
import type { PlotArea } from './ChartFrame';
import { linearScale } from './chartScale';
import classes from './charts.module.css';

const LINES = [classes.first, classes.second, classes.reference];
const FILLS = [classes.firstFill, classes.secondFill, undefined];
/** Pixels between the words of neighbouring thresholds. */
const LINE_HEIGHT = 13;

export interface ChartMark {
  readonly value: number;
  readonly text: string;
}

/** Up to three kinds of cosines, each as a share of its own kind, with thresholds drawn in. */
export function CurvesChart(props: {
  readonly curves: Curves;
  readonly marks: readonly ChartMark[];
  readonly height?: number;
}): ReactNode {
  const { curves, marks, height = 260 } = props;
  const { low, high } = curves;
  const shares = curves.curves.map(({ counts }) => {
    const total = counts.reduce((sum, count) => sum + count, 0);
    return counts.map((count) => (total === 0 ? 0 : count / total));
  });
  const top = Math.max(0.01, ...shares.flat());

  const draw = (area: PlotArea) => {
    const x = linearScale([low, high], [area.left, area.right], 8);
    const y = linearScale([0, top * 1.25], [area.bottom, area.top], 4);
    const outline = (values: readonly number[]): string => {
      const step = (high - low) / Math.max(1, values.length);
      const corners = values.flatMap((value, index) => [
        `${x.toPx(low + index * step).toFixed(1)},${y.toPx(value).toFixed(1)}`,
        `${x.toPx(low + (index + 1) * step).toFixed(1)},${y.toPx(value).toFixed(1)}`,
      ]);
      return [`${area.left},${area.bottom}`, ...corners, `${area.right},${area.bottom}`].join(' ');
    };
    const body = (
      <>
        {shares.map((values, index) => (
          <g key={curves.curves[index]?.name ?? index}>
            {FILLS[index] !== undefined && <polygon className={FILLS[index]} points={outline(values)} />}
            <polyline className={`${classes.line ?? ''} ${LINES[index] ?? ''}`} points={outline(values)} />
          </g>
        ))}
        {marks
          .filter(({ value }) => value >= low && value <= high)
          .map(({ value, text }, index) => {
            const at = x.toPx(value);
            const isRight = at > (area.left + area.right) / 2;
            return (
              <g key={text}>
                <line className={classes.cursor} x1={at} x2={at} y1={area.top} y2={area.bottom} />
                <text
                  className={classes.axisLabel}
                  x={isRight ? at - 5 : at + 5}
                  y={area.top + 10 + LINE_HEIGHT * index}
                  textAnchor={isRight ? 'end' : 'start'}
                >
                  {text}
                </text>
              </g>
            );
          })}
      </>
    );
    return { x, y, body };
  };

  return (
    <div>
      <div className={classes.key}>
        {curves.curves.map(({ name }, index) => (
          <span key={name}>
            <svg width="22" height="8" aria-hidden="true">
              <line className={`${classes.line ?? ''} ${LINES[index] ?? ''}`} x1="0" x2="22" y1="4" y2="4" />
            </svg>
            {name}
          </span>
        ))}
      </div>
      <ChartFrame
        label={`Histogram of cosines: ${curves.curves.map(({ name }) => name).join('; ')}. ${marks.map(({ text }) => text).join('. ')}`}
        height={height}
        xLabel="cosine"
        yLabel="share of each kind"
        formatX={formatNumber}
        formatY={(value) => formatPercent(value, 0)}
        draw={draw}
      />
    </div>
  );
}
