import { useElementSize, useMergedRef } from '@mantine/hooks';
import { memo, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import type { CurationStore } from '../../client/curationStore';
import type { FaceLoader } from '../../client/faces/faceLoader';
import type { SampleTable } from '../../client/samples/sampleTable';
import { Tile } from './Tile';
import { drawnLines } from './drawnLines';
import { gridLayout, lineOf } from './gridLayout';
import type { GridLayout } from './gridLayout';
import { revealed, scrollSpace } from './scrollSpace';
import type { Selection } from './selection';
import { useScaledScroll } from './useScaledScroll';
import classes from './FaceGrid.module.css';

export interface Modifiers {
  readonly isToggle: boolean;
  readonly isExtend: boolean;
}

export interface FaceGridProps {
  readonly faces: FaceLoader;
  readonly origin: 'syn' | 'real';
  readonly table: SampleTable;
  readonly order: Uint32Array;
  readonly isGrouped: boolean;
  readonly tilePx: number;
  readonly focus: number;
  readonly selection: Selection;
  /** Anything that changes when tiles must be drawn again: decisions and selection. */
  readonly version: string;
  readonly store: CurationStore;
  readonly onPick: (position: number, modifiers: Modifiers) => void;
  readonly onPickIdentity: (position: number, modifiers: Modifiers) => void;
  readonly onOpen: (position: number) => void;
  readonly onZoom: (step: 1 | -1) => void;
  readonly onKey: (event: KeyboardEvent, layout: GridLayout, linesPerPage: number) => void;
}

const GAP_PX = 4;
const PAD_PX = 12;
const LABEL_PX = 80;
const NOTHING = new Uint32Array();

/** The virtual grid: only the lines in sight and half a page around them exist. */
export function FaceGrid(props: FaceGridProps): ReactNode {
  const { table, order, isGrouped, tilePx, focus } = props;
  const { ref: sizeRef, width, height } = useElementSize<HTMLDivElement>();
  const labelPx = isGrouped ? LABEL_PX : 0;
  const columns = Math.max(1, Math.floor((width - labelPx - 2 * PAD_PX + GAP_PX) / (tilePx + GAP_PX)));
  const linePx = tilePx + GAP_PX;
  const identityIndex = isGrouped ? table.opened.identityIndex : null;
  // Before the box has a width nothing can be laid out, and a million samples in one column would be laid out for nothing.
  const shownOrder = width === 0 ? NOTHING : order;
  const layout = useMemo(() => gridLayout(shownOrder, identityIndex, columns), [shownOrder, identityIndex, columns]);
  const space = scrollSpace(layout.lineCount * linePx + 2 * PAD_PX, Math.max(1, height));
  const { scroller, position, current, onScroll, scrollTo } = useScaledScroll(space, linePx);
  const mergedRef = useMergedRef(sizeRef, scroller);
  useWheelZoom(scroller, props.onZoom);

  const topOf = (line: number): number => PAD_PX + line * linePx;
  const lineAtTop = Math.max(0, Math.floor((position.virtualTop - PAD_PX) / linePx));

  // A new order starts at its focused sample; a new width or zoom keeps the sample that was on top.
  const anchor = useRef<{ order: Uint32Array; topPosition: number }>({ order: NOTHING, topPosition: 0 });
  useLayoutEffect(() => {
    if (layout.lineCount === 0) return;
    const isNewOrder = anchor.current.order !== order;
    const line = lineOf(layout, isNewOrder ? focus : anchor.current.topPosition);
    anchor.current = { order, topPosition: layout.lineStart[line] ?? 0 };
    if (isNewOrder) scrollTo(line * linePx < height ? 0 : topOf(line));
    else if (line > 0) scrollTo(topOf(line) - PAD_PX);
    // Only a new layout moves the page; a decision, a focus or a scroll never comes through here.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [layout, linePx]);
  useEffect(() => {
    anchor.current = { ...anchor.current, topPosition: layout.lineStart[lineAtTop] ?? 0 };
  }, [layout, lineAtTop]);

  // The focused sample is brought into view when the focus moves, and only then.
  const lastFocus = useRef(focus);
  useEffect(() => {
    if (lastFocus.current === focus || layout.lineCount === 0) return;
    lastFocus.current = focus;
    const { virtualTop } = current.current;
    const target = revealed(space, virtualTop, topOf(lineOf(layout, focus)) - GAP_PX, linePx + GAP_PX);
    if (target !== virtualTop) scrollTo(target);
  });

  const visibleLines = Math.ceil(height / linePx) + 1;
  const { first, end } = drawnLines(lineAtTop, visibleLines, layout.lineCount, position.stepPx / linePx);
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
      ref={mergedRef}
      className={classes.scroller}
      role="grid"
      aria-label="Samples"
      data-origin={props.origin}
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
      onKeyDown={(event) => props.onKey(event, layout, Math.max(1, visibleLines - 2))}
    >
      <div style={{ height: space.physicalPx }} role="presentation" className={classes.space}>
        {Array.from({ length: Math.max(0, end - first) }, (_unused, index) => first + index).map((line) => (
          <Line
            key={line}
            faces={props.faces}
            table={table}
            order={order}
            layout={layout}
            line={line}
            top={topOf(line) + offset}
            tilePx={tilePx}
            labelPx={labelPx}
            store={props.store}
            selection={props.selection}
            version={props.version}
            focus={line === focusLine ? focus : -1}
          />
        ))}
      </div>
    </div>
  );
}

interface LineProps extends Pick<
  FaceGridProps,
  'faces' | 'table' | 'order' | 'tilePx' | 'store' | 'selection' | 'version' | 'focus'
> {
  readonly layout: GridLayout;
  readonly line: number;
  readonly top: number;
  readonly labelPx: number;
}

/** Drawn again only when something in it changed; `version` stands for decisions and selection, which change in place. */
const Line = memo(function Line(props: LineProps): ReactNode {
  const { layout, line, top, labelPx, order, table, faces, store, selection, tilePx, focus } = props;
  const start = layout.lineStart[line] ?? 0;
  const end = layout.lineStart[line + 1] ?? start;
  const beginsIdentity = layout.beginsIdentity[line] === 1;
  const lineName = table.identityName(table.identityOf(order[start] ?? 0));
  return (
    <div
      role="row"
      aria-rowindex={line + 1}
      className={classes.line}
      style={{
        transform: `translateY(${top}px)`,
        height: tilePx,
        left: PAD_PX,
        gap: GAP_PX,
        ['--tile' as string]: `${tilePx}px`,
      }}
    >
      {labelPx > 0 && (
        <span className={classes.label} style={{ width: labelPx - GAP_PX }} role="rowheader">
          {beginsIdentity && (
            <button type="button" tabIndex={-1} data-identity-at={start} title={`Select all of ${lineName}`}>
              {lineName}
            </button>
          )}
        </span>
      )}
      {Array.from(order.subarray(start, end), (row, index) => {
        const id = table.idOf(row);
        const { decision, reason } = store.standingOf(id);
        return (
          <Tile
            key={id}
            id={id}
            faces={faces}
            position={start + index}
            name={`Identity ${table.identityName(table.identityOf(row))}, sample ${(table.opened.sampleIndex[row] ?? 0) + 1}`}
            decision={decision}
            reason={reason}
            isSelected={selection.has(row)}
            isFocused={start + index === focus}
          />
        );
      })}
    </div>
  );
});

function positionOf(target: EventTarget): { readonly position: number; readonly isIdentity: boolean } | null {
  if (!(target instanceof Element)) return null;
  const tile = target.closest<HTMLElement>('[data-position]');
  if (tile?.dataset.position !== undefined) return { position: Number(tile.dataset.position), isIdentity: false };
  const label = target.closest<HTMLElement>('[data-identity-at]');
  if (label?.dataset.identityAt !== undefined) return { position: Number(label.dataset.identityAt), isIdentity: true };
  return null;
}

/** Ctrl+wheel; React's own wheel listener is passive and could not keep the page from zooming. */
function useWheelZoom(box: { readonly current: HTMLDivElement | null }, onZoom: (step: 1 | -1) => void): void {
  const latest = useRef(onZoom);
  latest.current = onZoom;
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    let travelled = 0;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      travelled += event.deltaY;
      if (Math.abs(travelled) < 60) return;
      latest.current(travelled < 0 ? 1 : -1);
      travelled = 0;
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [box]);
}
