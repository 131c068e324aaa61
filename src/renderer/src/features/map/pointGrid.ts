import type { Point } from './camera';

/** Points per cell at the average; more cells find faster and cost memory. */
const PER_CELL = 4;
const MOST_CELLS_PER_SIDE = 1024;

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** Points sorted into square cells, so that those near a place are found without looking at all of a million. */
export class PointGrid {
  private readonly side: number;
  /** Cell c holds `rows[starts[c] … starts[c + 1])`. */
  private readonly starts: Uint32Array;
  private readonly rows: Uint32Array;

  /** @param x,y of one length, from −1 to 1; what lies outside counts to the edge. */
  constructor(
    private readonly x: Float32Array,
    private readonly y: Float32Array,
  ) {
    const count = x.length;
    this.side = Math.min(MOST_CELLS_PER_SIDE, Math.max(1, Math.ceil(Math.sqrt(count / PER_CELL))));
    const cells = new Uint32Array(count);
    this.starts = new Uint32Array(this.side * this.side + 1);
    for (let row = 0; row < count; row++) {
      const cell = this.line(y[row] ?? 0) * this.side + this.line(x[row] ?? 0);
      cells[row] = cell;
      this.starts[cell + 1] = (this.starts[cell + 1] ?? 0) + 1;
    }
    for (let cell = 0; cell < this.side * this.side; cell++)
      this.starts[cell + 1] = (this.starts[cell + 1] ?? 0) + (this.starts[cell] ?? 0);
    this.rows = new Uint32Array(count);
    const next = this.starts.slice();
    for (let row = 0; row < count; row++) {
      const cell = cells[row] ?? 0;
      const at = next[cell] ?? 0;
      this.rows[at] = row;
      next[cell] = at + 1;
    }
  }

  /** Calls with every row whose cell touches the box: all inside it, and some beside it. */
  near(box: Box, visit: (row: number) => void): void {
    const [left, right] = [this.line(box.left), this.line(box.right)];
    for (let line = this.line(box.bottom); line <= this.line(box.top); line++) {
      const end = this.starts[line * this.side + right + 1] ?? 0;
      for (let at = this.starts[line * this.side + left] ?? 0; at < end; at++) visit(this.rows[at] ?? 0);
    }
  }

  /** The row nearest to a place and at most `radius` away; of equals the highest, which is drawn on top. −1: none. */
  nearest({ x, y }: Point, radius: number): number {
    let best = -1;
    let least = radius * radius;
    this.near({ left: x - radius, right: x + radius, bottom: y - radius, top: y + radius }, (row) => {
      const [dx, dy] = [(this.x[row] ?? 0) - x, (this.y[row] ?? 0) - y];
      const distance = dx * dx + dy * dy;
      if (distance < least || (distance === least && row > best)) {
        best = row;
        least = distance;
      }
    });
    return best;
  }

  private line(value: number): number {
    return Math.min(this.side - 1, Math.max(0, Math.floor(((value + 1) / 2) * this.side)));
  }
}
