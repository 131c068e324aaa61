import { useRef } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { useExplorer, useExplorerParts } from './explorerContext';
import { withShot } from './explored';
import { keyPlaceOf, placeKey } from './lightControl';
import classes from './Explorer.module.css';

const RADIUS = 34;
const STEP_DEG = 5;
const ARROWS: Readonly<Record<string, readonly [across: number, up: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
/** At the pole, left and right would lose their meaning. */
const HIGHEST_DEG = 85;

/** A ball lit as the face is: drag the light over it. Light from behind is reached by the sliders. */
export function LightBall(): ReactNode {
  const { store } = useExplorerParts();
  const light = useExplorer(({ present }) => present.shot.light);
  const { acrossDeg, upDeg } = keyPlaceOf(light);
  const ball = useRef<HTMLDivElement>(null);

  const turn = (across: number, up: number): void => {
    const { shot } = store.present;
    const height = Math.min(HIGHEST_DEG, Math.max(-HIGHEST_DEG, up));
    store.change(
      withShot(store.present, { light: placeKey(shot.light, { acrossDeg: across, upDeg: height }) }),
      'light.ball',
    );
  };
  const drag = (event: PointerEvent): void => {
    const box = ball.current?.getBoundingClientRect();
    if (box === undefined || event.buttons === 0) return;
    let x = (event.clientX - box.left - box.width / 2) / RADIUS;
    let y = -(event.clientY - box.top - box.height / 2) / RADIUS;
    const length = Math.hypot(x, y);
    if (length > 0.995) [x, y] = [(0.995 * x) / length, (0.995 * y) / length];
    const z = Math.sqrt(1 - x * x - y * y);
    turn((Math.atan2(x, z) * 180) / Math.PI, (Math.asin(y) * 180) / Math.PI);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const way = ARROWS[event.key];
    if (way === undefined) return;
    event.preventDefault();
    turn(acrossDeg + STEP_DEG * way[0], upDeg + STEP_DEG * way[1]);
    store.settle();
  };

  const across = (acrossDeg * Math.PI) / 180;
  const up = (upDeg * Math.PI) / 180;
  const x = Math.sin(across) * Math.cos(up);
  const y = Math.sin(up);
  const isBehind = Math.cos(across) < 0;
  return (
    <div
      ref={ball}
      className={classes.ball}
      role="slider"
      tabIndex={0}
      aria-label="Direction of the key light"
      aria-valuemin={-180}
      aria-valuemax={180}
      aria-valuenow={Math.round(acrossDeg)}
      aria-valuetext={`${Math.round(acrossDeg)}° across, ${Math.round(upDeg)}° up`}
      data-behind={isBehind}
      style={{ backgroundImage: shading(x, y, isBehind) }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag(event);
      }}
      onPointerMove={drag}
      onPointerUp={store.settle}
      onKeyDown={onKeyDown}
    >
      <span className={classes.lamp} style={{ transform: `translate(${RADIUS * x}px, ${-RADIUS * y}px)` }} />
    </div>
  );
}

const shading = (x: number, y: number, isBehind: boolean): string =>
  `radial-gradient(circle at ${50 + 42 * x}% ${50 - 42 * y}%, ${isBehind ? '#8d949c' : '#f4f1ea'} 0%, #7c838b 45%, #33383e 95%)`;
