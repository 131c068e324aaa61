import type { ReactNode } from 'react';
import { formatNumber } from '../format';
import { ChartFrame, type PlotArea } from './ChartFrame';
import { linearScale } from './chartScale';
import classes from './PlaneChart.module.css';

export interface PlanePerson {
  readonly name: string;
  readonly origin: 'syn' | 'real';
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** People in a plane: every sample tied to the middle of its person; synthetic people are discs, real ones squares. */
export function PlaneChart(props: {
  readonly people: readonly PlanePerson[];
  readonly height?: number;
  /** The people of the set itself were imported and are declared synthetic. */ readonly isDeclared?: boolean;
}): ReactNode {
  const { people, height = 420, isDeclared = false } = props;
  const all = people.flatMap(({ points }) => points);
  const reach = Math.max(1e-6, ...all.flatMap(({ x, y }) => [Math.abs(x), Math.abs(y)])) * 1.06;
  const real = people.filter(({ origin }) => origin === 'real').length;

  const draw = (area: PlotArea) => {
    // One scale for both axes, so that distances are true; the wider side shows more of the plane.
    const half = Math.min(area.right - area.left, area.bottom - area.top) / 2;
    const [middleX, middleY] = [(area.left + area.right) / 2, (area.top + area.bottom) / 2];
    const [wide, tall] = [(middleX - area.left) / half, (middleY - area.top) / half].map((times) => times * reach);
    const x = linearScale([-(wide ?? reach), wide ?? reach], [area.left, area.right], 6);
    const y = linearScale([-(tall ?? reach), tall ?? reach], [area.bottom, area.top], 6);
    const body = people.map((person, index) => (
      <Star key={index} person={person} toX={(value) => x.toPx(value)} toY={(value) => y.toPx(value)} />
    ));
    return { x, y, body };
  };

  return (
    <div>
      <div className={classes.key}>
        <span>
          <svg width="12" height="12" aria-hidden="true">
            <circle className={classes.syn} cx="6" cy="6" r="4" />
          </svg>
          synthetic people
        </span>
        {real > 0 && (
          <span>
            <svg width="12" height="12" aria-hidden="true">
              <rect className={classes.real} x="2" y="2" width="8" height="8" />
            </svg>
            {isDeclared ? 'imported: declared synthetic or real people' : 'real people'}
          </span>
        )}
      </div>
      <ChartFrame
        label={`${people.length} people in a plane by classical scaling of cosine distances, ${real} of them ${isDeclared ? 'imported' : 'real'}.`}
        height={height}
        xLabel="cosine distance, first axis"
        yLabel="second axis"
        formatX={formatNumber}
        formatY={formatNumber}
        draw={draw}
      />
    </div>
  );
}

function Star(props: {
  readonly person: PlanePerson;
  readonly toX: (value: number) => number;
  readonly toY: (value: number) => number;
}): ReactNode {
  const { person, toX, toY } = props;
  const { points, origin, name } = person;
  const mean = (of: (point: { readonly x: number; readonly y: number }) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / Math.max(1, points.length);
  const [centreX, centreY] = [toX(mean(({ x }) => x)), toY(mean(({ y }) => y))];
  const mark = origin === 'syn' ? classes.syn : classes.real;
  return (
    <g className={classes.person}>
      <title>{name}</title>
      {points.map(({ x, y }, i) => (
        <line key={`l${i}`} className={classes.tie} x1={centreX} y1={centreY} x2={toX(x)} y2={toY(y)} />
      ))}
      {points.map(({ x, y }, i) =>
        origin === 'syn' ? (
          <circle key={i} className={mark} cx={toX(x)} cy={toY(y)} r={3.2} />
        ) : (
          <rect key={i} className={mark} x={toX(x) - 3} y={toY(y) - 3} width={6} height={6} />
        ),
      )}
    </g>
  );
}
