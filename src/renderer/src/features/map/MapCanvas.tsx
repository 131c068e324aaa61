import { useCallback, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode, Ref } from 'react';
import { toFailureDetail } from '@shared/lib/failure';
import type { FailureDetail } from '@shared/lib/failure';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { panned, toMap, toScreen, wholeView, zoomedAt } from './camera';
import type { Camera, Point, Size } from './camera';
import { insideBox, insideLasso } from './lasso';
import { pointPxOf } from './looks';
import type { MapPalette } from './looks';
import type { MapTable } from './mapTable';
import { PointPainter } from './pointPainter';
import { PointRenderer } from './pointRenderer';
import classes from './Map.module.css';

/** Pointer travel below which a press is a click, and how far from a point it may be. */
const CLICK_PX = 4;
const REACH_PX = 9;
const STEP_PX = 60;

export interface MapCanvasHandle {
  readonly zoomBy: (factor: number) => void;
  readonly reset: () => void;
  /** Brings a point to the middle. */
  readonly show: (row: number) => void;
  /** Rows that are in sight. */
  readonly inSight: () => Uint32Array;
}

export interface Hovered {
  readonly row: number;
  readonly at: Point;
}

/** The points, drawn by WebGL, with pan, zoom, lasso, click and hover. */
export function MapCanvas(props: {
  readonly table: MapTable;
  readonly looks: Uint8Array<ArrayBuffer>;
  readonly palette: MapPalette;
  /** A drag draws a lasso; with Shift it does in any case. */
  readonly isLassoing: boolean;
  /** Ringed. */
  readonly focused: number | null;
  readonly onSelect: (rows: Uint32Array, isAdded: boolean) => void;
  readonly onHover: (hovered: Hovered | null) => void;
  readonly handle: Ref<MapCanvasHandle>;
}): ReactNode {
  const { table, looks, palette, isLassoing, focused, onSelect, onHover, handle } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const renderer = useRef<PointRenderer | null>(null);
  const painter = useRef<PointPainter | null>(null);
  const drag = useRef<{ readonly start: Point; last: Point; readonly lasso: Point[] | null } | null>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const [camera, setCamera] = useState<Camera | null>(null);
  const [lasso, setLasso] = useState<readonly Point[]>([]);
  const [error, setError] = useState<FailureDetail>();
  const seen = camera ?? wholeView(size);
  const state = useRef({ seen, size, palette });
  state.current = { seen, size, palette };

  const draw = useCallback(() => painter.current?.ask(), []);

  useLayoutEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    try {
      renderer.current = new PointRenderer(element);
      // Arrow gives views of the bytes that came over app://, never shared memory.
      const { x, y } = table.points;
      const kinds = table.info.sets.map(({ kind }) => kind);
      renderer.current.setPlaces(
        Float32Array.from(x),
        Float32Array.from(y),
        (row) => kinds[table.setOf(row)] === 'real',
      );
      painter.current = new PointPainter(renderer.current, () => {
        const now = state.current;
        if (now.size.width === 0) return null;
        const zoom = now.seen.scale / wholeView(now.size).scale;
        return {
          camera: now.seen,
          size: now.size,
          pixelRatio: window.devicePixelRatio,
          pointPx: pointPxOf(table.count, zoom),
          paper: now.palette.paper,
          grey: now.palette.grey,
        };
      });
    } catch (thrown) {
      setError(toFailureDetail(thrown));
    }
    const lost = (event: Event): void => event.preventDefault();
    const restored = (): void => {
      renderer.current?.restore();
      draw();
    };
    const watch = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    watch.observe(element);
    element.addEventListener('webglcontextlost', lost);
    element.addEventListener('webglcontextrestored', restored);
    return () => {
      watch.disconnect();
      element.removeEventListener('webglcontextlost', lost);
      element.removeEventListener('webglcontextrestored', restored);
      painter.current?.stop();
      painter.current = null;
      renderer.current = null;
    };
  }, [table, draw]);

  useEffect(() => {
    renderer.current?.setLooks(looks);
    draw();
  }, [looks, draw]);
  // Not at every rendering: hovering would thin out a picture of a million points each time.
  useEffect(draw, [camera, size, palette, draw]);

  // React listens to the wheel passively, and then the page would scroll.
  useEffect(() => {
    const element = canvas.current;
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const pixel = pixelOf(event, element);
      const now = state.current.size;
      setCamera((before) => zoomedAt(before ?? wholeView(now), now, pixel, Math.exp(-event.deltaY * 0.0016)));
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, []);

  const middle = { x: size.width / 2, y: size.height / 2 };
  const zoomBy = (factor: number): void => setCamera(zoomedAt(seen, size, middle, factor));
  const reset = (): void => setCamera(null);
  useImperativeHandle(handle, () => ({
    zoomBy,
    reset,
    show: (row) => setCamera({ ...seen, x: table.points.x[row] ?? 0, y: table.points.y[row] ?? 0 }),
    inSight: () => {
      const [first, last] = [toMap(seen, size, { x: 0, y: 0 }), toMap(seen, size, { x: size.width, y: size.height })];
      const box = {
        left: Math.min(first.x, last.x),
        right: Math.max(first.x, last.x),
        bottom: Math.min(first.y, last.y),
        top: Math.max(first.y, last.y),
      };
      return insideBox(box, table.points.x, table.points.y);
    },
  }));

  const under = (pixel: Point): number => table.grid.nearest(toMap(seen, size, pixel), REACH_PX / seen.scale);

  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const start = pixelOf(event, canvas.current);
    drag.current = { start, last: start, lasso: isLassoing || event.shiftKey ? [start] : null };
    onHover(null);
  };
  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>): void => {
    const pixel = pixelOf(event, canvas.current);
    const held = drag.current;
    if (held === null) {
      const row = under(pixel);
      onHover(
        row < 0
          ? null
          : { row, at: toScreen(seen, size, { x: table.points.x[row] ?? 0, y: table.points.y[row] ?? 0 }) },
      );
      return;
    }
    if (held.lasso === null) {
      const [dx, dy] = [pixel.x - held.last.x, pixel.y - held.last.y];
      // Several moves may come between two drawings: each starts where the last one ended.
      setCamera((before) => panned(before ?? wholeView(size), dx, dy));
    } else {
      const last = held.lasso.at(-1);
      if (last === undefined || Math.hypot(pixel.x - last.x, pixel.y - last.y) >= 3) held.lasso.push(pixel);
      setLasso([...held.lasso]);
    }
    held.last = pixel;
  };
  const onPointerUp = (event: PointerEvent<HTMLCanvasElement>): void => {
    const held = drag.current;
    drag.current = null;
    setLasso([]);
    if (held === null) return;
    const isAdded = event.ctrlKey || event.metaKey;
    if (
      Math.hypot(held.last.x - held.start.x, held.last.y - held.start.y) < CLICK_PX &&
      (held.lasso?.length ?? 0) < 4
    ) {
      const row = under(held.start);
      if (row >= 0 || !isAdded) onSelect(row < 0 ? new Uint32Array() : Uint32Array.of(row), isAdded);
    } else if (held.lasso !== null) {
      const line = held.lasso.map((pixel) => toMap(seen, size, pixel));
      onSelect(insideLasso(line, table.points.x, table.points.y, table.grid), isAdded);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    setCamera((before) => panned(before ?? wholeView(size), step[0] * STEP_PX, step[1] * STEP_PX));
    event.preventDefault();
  };

  const ring =
    focused === null
      ? null
      : toScreen(seen, size, { x: table.points.x[focused] ?? 0, y: table.points.y[focused] ?? 0 });
  return (
    <div className={classes.plane}>
      <canvas
        ref={canvas}
        className={classes.canvas}
        data-testid="map-canvas"
        data-lasso={isLassoing}
        tabIndex={0}
        role="application"
        aria-label="Map of faces. Arrow keys move it, plus and minus zoom, 0 shows all, V selects what is in sight."
        onMouseDown={(event) => {
          // A drag with Shift would mark the words around the map.
          event.preventDefault();
          event.currentTarget.focus({ preventScroll: true });
        }}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => {
          drag.current = null;
          setLasso([]);
        }}
        onPointerLeave={() => onHover(null)}
        onKeyDown={onKeyDown}
      />
      <svg className={classes.overlay} aria-hidden="true">
        {lasso.length > 1 && (
          <polygon className={classes.lasso} points={lasso.map(({ x, y }) => `${x},${y}`).join(' ')} />
        )}
        {ring !== null && <circle className={classes.ring} cx={ring.x} cy={ring.y} r={11} />}
      </svg>
      {error !== undefined && (
        <div className={classes.notice}>
          <ErrorPanel error={error} />
        </div>
      )}
    </div>
  );
}

/** Which way the map goes, so that the view goes the other. */
const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [1, 0],
  ArrowRight: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

function pixelOf(event: { readonly clientX: number; readonly clientY: number }, element: HTMLElement | null): Point {
  const box = element?.getBoundingClientRect();
  return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
}
