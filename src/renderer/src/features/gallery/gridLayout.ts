/**
 * Samples in lines of equal height. Grouped, each identity begins a new line; flat, lines are filled one after the other.
 * Everything is found by arithmetic or one binary search, so a million samples cost two small arrays.
 */
export interface GridLayout {
  readonly columns: number;
  readonly lineCount: number;
  /** Position in the order at which each line begins; one more entry marks the end. */
  readonly lineStart: Uint32Array;
  /** 1 where a line begins an identity (grouped only). */
  readonly beginsIdentity: Uint8Array;
}

/**
 * @param order row numbers as shown
 * @param identityIndex identity of each row, or null for a flat grid
 * @param columns tiles per line, at least 1
 */
export function gridLayout(order: Uint32Array, identityIndex: Int32Array | null, columns: number): GridLayout {
  // Full lines, and room for the unfinished ones of many identities; more is made when it is needed.
  let starts = new Uint32Array(Math.ceil(order.length / columns) + 1024);
  let begins = new Uint8Array(starts.length);
  let lineCount = 0;
  let identity = -1;
  let filled = columns;
  for (let position = 0; position < order.length; position++) {
    const own = identityIndex === null ? 0 : (identityIndex[order[position] ?? 0] ?? 0);
    const isNewIdentity = own !== identity;
    if (isNewIdentity || filled === columns) {
      if (lineCount + 1 >= starts.length) {
        starts = grown(starts, new Uint32Array(2 * starts.length));
        begins = grown(begins, new Uint8Array(starts.length));
      }
      begins[lineCount] = Number(isNewIdentity && identityIndex !== null);
      starts[lineCount++] = position;
      identity = own;
      filled = 0;
    }
    filled++;
  }
  starts[lineCount] = order.length;
  return {
    columns,
    lineCount,
    lineStart: starts.slice(0, lineCount + 1),
    beginsIdentity: begins.slice(0, lineCount),
  };
}

function grown<T extends Uint8Array | Uint32Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

/** The line that holds a position; binary search. */
export function lineOf(layout: GridLayout, position: number): number {
  let low = 0;
  let high = layout.lineCount - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((layout.lineStart[middle] ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

export type Move =
  'left' | 'right' | 'up' | 'down' | 'lineStart' | 'lineEnd' | 'first' | 'last' | 'pageUp' | 'pageDown';

/**
 * Where an arrow key leads. Up and down keep the column as far as the line reaches.
 * @param linesPerPage rows of lines that Page Up and Page Down move by
 * @param linesAcross lines that lie beside each other, as on a contact sheet
 */
export function movedPosition(
  layout: GridLayout,
  position: number,
  move: Move,
  linesPerPage: number,
  linesAcross = 1,
): number {
  const end = (layout.lineStart[layout.lineCount] ?? 1) - 1;
  const line = lineOf(layout, position);
  const start = layout.lineStart[line] ?? 0;
  const inLine = (target: number): number => {
    // Below the last row, and above the first, there is nowhere to go but the same place among those beside it.
    const across = line % linesAcross;
    const lastOfColumn = layout.lineCount - 1 - ((layout.lineCount - 1 - across) % linesAcross);
    const wanted = Math.min(lastOfColumn, Math.max(across, target));
    const first = layout.lineStart[wanted] ?? 0;
    const last = (layout.lineStart[wanted + 1] ?? first + 1) - 1;
    return Math.min(last, first + position - start);
  };
  switch (move) {
    case 'left':
      return Math.max(0, position - 1);
    case 'right':
      return Math.min(end, position + 1);
    case 'up':
      return line < linesAcross ? position : inLine(line - linesAcross);
    case 'down':
      return line + linesAcross >= layout.lineCount ? position : inLine(line + linesAcross);
    case 'pageUp':
      return inLine(line - linesPerPage * linesAcross);
    case 'pageDown':
      return inLine(line + linesPerPage * linesAcross);
    case 'lineStart':
      return start;
    case 'lineEnd':
      return (layout.lineStart[line + 1] ?? start + 1) - 1;
    case 'first':
      return 0;
    case 'last':
      return Math.max(0, end);
  }
}
