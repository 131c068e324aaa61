import type { ReactNode } from 'react';
import type { RocPoint } from '@shared/domain/verification';
import { formatPercent } from '../format';
import { ChartFrame } from './ChartFrame';
import { linearScale, logScale } from './chartScale';
import classes from './charts.module.css';

/**
 * True accepts over false accepts, the latter on a logarithmic axis that begins where the impostor pairs can still say something:
 * one false accept among them.
 */
export function RocChart(props: {
  readonly points: readonly RocPoint[];
  readonly impostorCount: number;
  readonly eer: number;
  readonly height?: number;
}): ReactNode {
  const { points, impostorCount, eer, height = 300 } = props;
  const lowest = 10 ** Math.floor(Math.log10(1 / Math.max(10, impostorCount)) + 1e-9);
  return (
    <ChartFrame
      label={`ROC curve: true accept rate over false accept rate, equal error rate ${formatPercent(eer)}.`}
      height={height}
      xLabel="false accept rate"
      yLabel="true accept rate"
      formatX={(value) => String(Number(value.toPrecision(1)))}
      formatY={(value) => formatPercent(value, 0)}
      draw={(area) => {
        const x = logScale([lowest, 1], [area.left, area.right]);
        const y = linearScale([0, 1], [area.bottom, area.top], 5);
        const curve = points.map(({ far, tar }) => `${x.toPx(far).toFixed(1)},${y.toPx(tar).toFixed(1)}`);
        const chance = Array.from({ length: 41 }, (_unused, index) => {
          const far = lowest ** (1 - index / 40);
          return `${x.toPx(far).toFixed(1)},${y.toPx(far).toFixed(1)}`;
        });
        const body = (
          <>
            <polyline className={`${classes.line ?? ''} ${classes.reference ?? ''}`} points={chance.join(' ')} />
            <polyline className={`${classes.line ?? ''} ${classes.first ?? ''}`} points={curve.join(' ')} />
            <circle className={classes.firstFill} cx={x.toPx(eer)} cy={y.toPx(1 - eer)} r={4} />
            <text className={classes.axisLabel} x={x.toPx(eer) - 8} y={y.toPx(1 - eer) + 16} textAnchor="end">
              EER {formatPercent(eer)}
            </text>
          </>
        );
        return { x, y, body };
      }}
    />
  );
}
