import { lineOf } from './gridLayout';
import type { GridLayout } from './gridLayout';
import { PAD_PX } from './gridShape';
import type { GridShape } from './gridShape';
import { survivor } from './survivor';

/** A grid as it was drawn: which sample lay where. */
export interface DrawnGrid {
  readonly order: Uint32Array;
  readonly layout: GridLayout;
  readonly shape: GridShape;
}

export const rowCountOf = ({ layout, shape }: DrawnGrid): number => Math.ceil(layout.lineCount / shape.slots);

/** Top of the row of lines that holds a line, in px of the list. */
export const topOf = ({ shape }: DrawnGrid, line: number): number =>
  PAD_PX + Math.floor(line / shape.slots) * shape.linePx;

/** Position of the sample at a place of the list; the nearest one where there is none. */
export function positionAt({ layout, shape }: DrawnGrid, x: number, listY: number): number {
  const slot = Math.min(shape.slots - 1, Math.max(0, Math.floor((x - PAD_PX) / shape.slotPx)));
  const row = Math.max(0, Math.floor((listY - PAD_PX) / shape.linePx));
  const line = Math.min(Math.max(0, layout.lineCount - 1), row * shape.slots + slot);
  const inSlot = x - PAD_PX - slot * shape.slotPx - shape.labelPx;
  const column = Math.max(0, Math.floor(inSlot / (shape.tilePx + shape.gapPx)));
  const start = layout.lineStart[line] ?? 0;
  const last = Math.max(start, (layout.lineStart[line + 1] ?? start + 1) - 1);
  return Math.min(last, start + column);
}

/**
 * Where the list must stand so that a person still looks at the same samples: the one under the pointer, else the focused one if it was
 * in sight, else the first one in sight keeps its height on the screen.
 * @param top of the list at the upper edge of the view, as it stood
 * @returns the new one
 */
export function keptTop(
  before: DrawnGrid,
  after: DrawnGrid,
  view: { readonly top: number; readonly height: number },
  focus: number,
  pointer: { readonly x: number; readonly y: number } | null,
  tableRows: number,
): number {
  const place = (oldPosition: number): number =>
    before.order === after.order ? oldPosition : survivor(before.order, oldPosition, after.order, tableRows);
  if (pointer !== null) {
    const listY = view.top + pointer.y;
    const position = positionAt(before, pointer.x, listY);
    const share = (listY - topOf(before, lineOf(before.layout, position))) / before.shape.linePx;
    return topOf(after, lineOf(after.layout, place(position))) + share * after.shape.linePx - pointer.y;
  }
  const focusedRow = after.order[focus];
  const focusBefore =
    before.order === after.order ? focus : focusedRow === undefined ? -1 : before.order.indexOf(focusedRow);
  const focusTop = focusBefore < 0 ? NaN : topOf(before, lineOf(before.layout, focusBefore)) - view.top;
  if (focusTop > -before.shape.linePx && focusTop < view.height)
    return topOf(after, lineOf(after.layout, focus)) - focusTop;
  if (view.top <= PAD_PX) return 0;
  const first = positionAt(before, PAD_PX, view.top);
  const firstTop = topOf(before, lineOf(before.layout, first)) - view.top;
  return topOf(after, lineOf(after.layout, place(first))) - firstTop;
}
