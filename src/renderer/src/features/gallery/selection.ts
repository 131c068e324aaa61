/** Which rows are selected: one byte per row, so that a million rows and "all matching" cost nothing to speak of. */
export class Selection {
  private readonly flags: Uint8Array;
  private selectedCount = 0;
  /** Position in the order from which Shift extends. */
  private anchor = 0;

  constructor(rowCount: number) {
    this.flags = new Uint8Array(rowCount);
  }

  get count(): number {
    return this.selectedCount;
  }

  has(row: number): boolean {
    return this.flags[row] === 1;
  }

  /** Plain click. */
  only(order: Uint32Array, position: number): void {
    this.clear();
    this.anchor = position;
    this.set(order[position], true);
  }

  /** Ctrl+click. */
  toggle(order: Uint32Array, position: number): void {
    const row = order[position];
    this.anchor = position;
    this.set(row, row !== undefined && !this.has(row));
  }

  /** Shift+click: from where the last plain or Ctrl click was; what was selected elsewhere in view is let go. */
  extendTo(order: Uint32Array, position: number): void {
    this.clear();
    const low = Math.min(this.anchor, position);
    const high = Math.max(this.anchor, position);
    for (let at = low; at <= high; at++) this.set(order[at], true);
  }

  /** Adds rows, e.g. one identity or everything that matches. */
  add(rows: Iterable<number>): void {
    for (const row of rows) this.set(row, true);
  }

  clear(): void {
    this.flags.fill(0);
    this.selectedCount = 0;
  }

  /** In table order. */
  rows(): number[] {
    const rows: number[] = [];
    for (let row = 0; row < this.flags.length && rows.length < this.selectedCount; row++) {
      if (this.flags[row] === 1) rows.push(row);
    }
    return rows;
  }

  private set(row: number | undefined, isSelected: boolean): void {
    if (row === undefined || row >= this.flags.length || this.has(row) === isSelected) return;
    this.flags[row] = Number(isSelected);
    this.selectedCount += isSelected ? 1 : -1;
  }
}
