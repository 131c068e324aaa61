import type { ReactNode } from 'react';
import type { ScoreHistogram } from '@shared/domain/verification';
import { formatNumber, formatPercent } from '../format';
import { ChartFrame } from './ChartFrame';
import type { PlotArea } from './ChartFrame';
import { ChartKey } from './ChartKey';
import { linearScale } from './chartScale';
import classes from './charts.module.css';

/** What the two kinds of scores are, and what is counted. */
export interface ScoreWords {
  readonly genuine: string;
  readonly impostor: string;
  readonly threshold: string;
  readonly counted: string;
}

const VERIFICATION: ScoreWords = {
  genuine: 'same identity (genuine)',
  impostor: 'different identities (impostor)',
  threshold: 'EER threshold',
  counted: 'pairs',
};

/** Two kinds of scores, each as a share of its own kind, so that unequal numbers compare. */
export function ScoreHistogramChart(props: {
  readonly histogram: ScoreHistogram;
  readonly threshold: number;
  readonly words?: ScoreWords;
  readonly height?: number;
}): ReactNode {
  const { histogram, threshold, words = VERIFICATION, height = 280 } = props;
  const genuine = shares(histogram.genuine);
  const impostor = shares(histogram.impostor);
  const top = Math.max(0.01, ...genuine, ...impostor);

  const draw = (area: PlotArea) => {
    const x = linearScale([histogram.low, histogram.high], [area.left, area.right], 8);
    // Room above the highest bar for the words at the threshold.
    const y = linearScale([0, top * 1.18], [area.bottom, area.top], 4);
    const outline = (values: readonly number[]): string => {
      const step = (histogram.high - histogram.low) / Math.max(1, values.length);
      const corners = values.flatMap((value, index) => [
        `${x.toPx(histogram.low + index * step).toFixed(1)},${y.toPx(value).toFixed(1)}`,
        `${x.toPx(histogram.low + (index + 1) * step).toFixed(1)},${y.toPx(value).toFixed(1)}`,
      ]);
      return [`${area.left},${area.bottom}`, ...corners, `${area.right},${area.bottom}`].join(' ');
    };
    const cut = x.toPx(threshold);
    const body = (
      <>
        <polygon className={classes.firstFill} points={outline(genuine)} />
        <polyline className={`${classes.line ?? ''} ${classes.first ?? ''}`} points={outline(genuine)} />
        <polygon className={classes.secondFill} points={outline(impostor)} />
        <polyline className={`${classes.line ?? ''} ${classes.second ?? ''}`} points={outline(impostor)} />
        <line className={classes.cursor} x1={cut} x2={cut} y1={area.top} y2={area.bottom} />
        <text className={classes.axisLabel} x={cut + 5} y={area.top + 10}>
          {words.threshold} {threshold.toFixed(3)}
        </text>
      </>
    );
    return { x, y, body };
  };

  return (
    <div>
      <ChartKey names={[words.genuine, words.impostor]} />
      <ChartFrame
        label={`Histogram of scores of ${words.counted}: ${sum(histogram.genuine)} ${words.genuine}, ${sum(histogram.impostor)} ${words.impostor}; ${words.threshold} ${threshold.toFixed(3)}.`}
        height={height}
        xLabel="score (cosine)"
        yLabel={`share of ${words.counted}`}
        formatX={formatNumber}
        formatY={(value) => formatPercent(value, 0)}
        draw={draw}
      />
    </div>
  );
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function shares(counts: readonly number[]): number[] {
  const total = sum(counts);
  return counts.map((count) => (total === 0 ? 0 : count / total));
}
