import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import type { CurationStore } from '../../client/curationStore';
import type { FaceLoader } from '../../client/faces/faceLoader';
import type { SampleTable } from '../../client/samples/sampleTable';
import { GridLine } from './GridLine';
import { drawnLines } from './drawnLines';
import { gridLayout, lineOf } from './gridLayout';
import type { GridLayout } from './gridLayout';
import { keptTop, rowCountOf, topOf } from './gridPlaces';
import type { DrawnGrid } from './gridPlaces';
import { PAD_PX, gridShape } from './gridShape';
import type { GalleryLayout } from './gridShape';
import { revealed, scrollSpace } from './scrollSpace';
import type { Selection } from './selection';
import type { TileBadge } from './tileBadge';
import type { OriginalOf } from './useOriginals';
import { useBoxSize } from './useBoxSize';
import { useScaledScroll } from './useScaledScroll';
import { useWheelZoom } from './useWheelZoom';
import type { PointerPlace } from './useWheelZoom';
import classes from './FaceGrid.module.css';

export interface Modifiers {
  readonly isToggle: boolean;
  readonly isExtend: boolean;
}

export interface FaceGridProps {
  readonly faces: FaceLoader;
  readonly origin: 'syn' | 'real' | 'declared';
  readonly table: SampleTable;
  readonly order: Uint32Array;
  readonly layout: GalleryLayout;
  /** 0–4 */
  readonly zoom: number;
  readonly focus: number;
  /** The row that is to be brought into view, once per object, as soon as it has the focus. */
  readonly reveal: { readonly row: number } | null;
  /** Another one begins at the top; with the same, a new order keeps what is looked at where it is. */
  readonly sortKey: string;
  readonly badge: TileBadge | null;
  /** Whole pictures in the place of crops; null: crops. */
  readonly originalOf: OriginalOf | null;
  readonly selection: Selection;
  /** Anything that changes when tiles must be drawn again: decisions and selection. */
  readonly version: string;
  readonly store: CurationStore;
  readonly onPick: (position: number, modifiers: Modifiers) => void;
  readonly onPickIdentity: (position: number, modifiers: Modifiers) => void;
  readonly onOpen: (position: number) => void;
  readonly onZoom: (step: 1 | -1) => void;
  readonly onKey: (event: KeyboardEvent, layout: GridLayout, linesPerPage: number, linesAcross: number) => void;
}

const NOTHING = new Uint32Array();
/** On smaller tiles a number would cover the face. */
const BADGE_FROM_PX = 60;

/** The virtual grid: only the lines in sight and half a page around them exist. */
export function FaceGrid(props: FaceGridProps): ReactNode {
  const { table, order, focus, reveal } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const { width, height } = useBoxSize(scroller);
  const { largestIdentity, identityIndex } = table.opened;
  const shape = useMemo(
    () => gridShape(props.layout, width, props.zoom, largestIdentity),
    [props.layout, width, props.zoom, largestIdentity],
  );
  const grouping = props.layout === 'flat' ? null : identityIndex;
  // Before the box has a width nothing can be laid out, and a million samples in one column would be laid out for nothing.
  const shownOrder = width === 0 ? NOTHING : order;
  const layout = useMemo(() => gridLayout(shownOrder, grouping, shape.columns), [shownOrder, grouping, shape.columns]);
  const grid = useMemo<DrawnGrid>(() => ({ order: shownOrder, layout, shape }), [shownOrder, layout, shape]);
  const { linePx } = shape;
  const space = scrollSpace(rowCountOf(grid) * linePx + 2 * PAD_PX, Math.max(1, height));
  const { position, current, onScroll, scrollTo } = useScaledScroll(scroller, space, linePx);
  const pointer = useRef<PointerPlace | null>(null);
  useWheelZoom(scroller, (step, place) => {
    pointer.current = place;
    props.onZoom(step);
  });

  const drawn = useRef<{ readonly grid: DrawnGrid; readonly sortKey: string } | null>(null);
  useLayoutEffect(() => {
    const before = drawn.current;
    const { current: under } = pointer;
    pointer.current = null;
    if (layout.lineCount === 0) return;
    drawn.current = { grid, sortKey: props.sortKey };
    const view = { top: current.current.virtualTop, height };
    if (before === null) {
      const top = topOf(grid, lineOf(layout, focus));
      scrollTo(top + linePx < height ? 0 : top);
    } else if (before.sortKey !== props.sortKey) scrollTo(0);
    else scrollTo(keptTop(before.grid, grid, view, focus, under, table.rowCount));
    // Only a new layout moves the page; a decision, a focus or a scroll never comes through here.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [grid]);

  // A sample that was gone to is brought into view, once and only then.
  const revealedLast = useRef(reveal);
  useEffect(() => {
    if (reveal === null || revealedLast.current === reveal || order[focus] !== reveal.row) return;
    if (layout.lineCount === 0) return;
    revealedLast.current = reveal;
    const { virtualTop } = current.current;
    const target = revealed(space, virtualTop, topOf(grid, lineOf(layout, focus)) - shape.gapPx, linePx + shape.gapPx);
    if (target !== virtualTop) scrollTo(target);
  });

  const visibleRows = Math.ceil(height / linePx) + 1;
  const rowAtTop = Math.max(0, Math.floor((position.virtualTop - PAD_PX) / linePx));
  const rows = drawnLines(rowAtTop, visibleRows, rowCountOf(grid), position.stepPx / linePx);
  const first = rows.first * shape.slots;
  const end = Math.min(layout.lineCount, rows.end * shape.slots);
  const offset = position.physicalTop - position.virtualTop;
  const focusedRow = order[focus];
  const focusLine = layout.lineCount === 0 ? -1 : lineOf(layout, focus);

  const pick = (event: MouseEvent): void => {
    const target = positionOf(event.target);
    if (target === null) return;
    scroller.current?.focus({ preventScroll: true });
    const modifiers = { isToggle: event.ctrlKey || event.metaKey, isExtend: event.shiftKey };
    if (target.isIdentity) props.onPickIdentity(target.position, modifiers);
    else props.onPick(target.position, modifiers);
  };

  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="grid"
      aria-label="Samples"
      data-origin={props.origin}
      data-layout={props.layout}
      aria-multiselectable="true"
      aria-rowcount={layout.lineCount}
      aria-activedescendant={focusedRow === undefined ? undefined : `cell-${table.idOf(focusedRow)}`}
      tabIndex={0}
      data-testid="face-grid"
      onScroll={onScroll}
      onClick={pick}
      onDoubleClick={(event) => {
        const target = positionOf(event.target);
        if (target?.isIdentity === false) props.onOpen(target.position);
      }}
      onKeyDown={(event) => props.onKey(event, layout, Math.max(1, visibleRows - 2), shape.slots)}
    >
      <div style={{ height: space.physicalPx }} role="presentation" className={classes.space}>
        {Array.from({ length: Math.max(0, end - first) }, (_unused, index) => first + index).map((line) => (
          <GridLine
            key={line}
            faces={props.faces}
            table={table}
            order={order}
            layout={layout}
            shape={shape}
            line={line}
            left={PAD_PX + (line % shape.slots) * shape.slotPx}
            top={topOf(grid, line) + offset}
            store={props.store}
            selection={props.selection}
            version={props.version}
            focus={line === focusLine ? focus : -1}
            badge={shape.tilePx < BADGE_FROM_PX ? null : props.badge}
            originalOf={props.originalOf}
          />
        ))}
      </div>
    </div>
  );
}

function positionOf(target: EventTarget): { readonly position: number; readonly isIdentity: boolean } | null {
  if (!(target instanceof Element)) return null;
  const tile = target.closest<HTMLElement>('[data-position]');
  if (tile?.dataset.position !== undefined) return { position: Number(tile.dataset.position), isIdentity: false };
  const label = target.closest<HTMLElement>('[data-identity-at]');
  if (label?.dataset.identityAt !== undefined) return { position: Number(label.dataset.identityAt), isIdentity: true };
  return null;
}
