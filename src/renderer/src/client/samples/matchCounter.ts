import { BIN_COUNT } from './columnSummary';
import type { BinnedColumn } from './columnSummary';
import type { FilterChange, RowFilter } from './rowFilter';

/** Beyond this share of the rows, counting all again is quicker than counting what changed. */
const MANY = 1 / 2;

interface Counted {
  readonly counts: Uint32Array;
  step: number;
}

/** How many rows that pass lie in each bin of a column; counts what changed since, and only for columns that are looked at. */
export class MatchCounter {
  private readonly counted = new Map<string, Counted>();
  private step = 0;
  /** The last change, as long as it is small; a column that missed more than this one is counted anew. */
  private last: { readonly rows: Uint32Array; readonly count: number } | null = null;

  constructor(private readonly filter: RowFilter) {}

  /** To be told of every change of the filter, in order; columns that are looked at must be counted before the next. */
  changed(change: FilterChange): void {
    if (change.count === 0) return;
    this.step++;
    this.last = change.count > this.filter.passing.length * MANY ? null : change;
  }

  forget(name: string): void {
    this.counted.delete(name);
  }

  /** A copy of the counts, `BIN_COUNT` of them. */
  count(name: string, { binOfRow, summary }: BinnedColumn): Uint32Array<ArrayBuffer> {
    const before = this.counted.get(name);
    if (before?.step !== this.step) {
      const follows = before?.step === this.step - 1 ? before : undefined;
      if (this.filter.passingCount === binOfRow.length) {
        const counts = Uint32Array.of(...summary.bins, summary.missingCount);
        this.counted.set(name, { counts, step: this.step });
      } else if (follows !== undefined && this.last !== null) {
        this.addChanges(follows.counts, binOfRow, this.last);
        follows.step = this.step;
      } else {
        this.counted.set(name, { counts: this.countAll(binOfRow), step: this.step });
      }
    }
    return Uint32Array.from(this.counted.get(name)?.counts.subarray(0, BIN_COUNT) ?? []);
  }

  private addChanges(counts: Uint32Array, binOfRow: Uint8Array, { rows, count }: FilterChange): void {
    const { passing } = this.filter;
    for (let at = 0; at < count; at++) {
      const row = rows[at] ?? 0;
      const bin = binOfRow[row] ?? 0;
      counts[bin] = (counts[bin] ?? 0) + 2 * (passing[row] ?? 0) - 1;
    }
  }

  private countAll(binOfRow: Uint8Array): Uint32Array {
    const { passing } = this.filter;
    const counts = new Uint32Array(BIN_COUNT + 1);
    for (let row = 0; row < passing.length; row++) {
      const bin = binOfRow[row] ?? 0;
      counts[bin] = (counts[bin] ?? 0) + (passing[row] ?? 0);
    }
    return counts;
  }
}
