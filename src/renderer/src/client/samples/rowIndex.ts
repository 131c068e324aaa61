import { samplePosition } from '@shared/domain/ids';
import type { SampleId } from '@shared/domain/ids';

const SAMPLES_PER_IDENTITY = 10_000;

/** Sample ids to row numbers and back without a map of a million strings. */
export class RowIndex {
  /** Row numbers by rising position; null where the rows are stored so, which is the rule. */
  private readonly rows: Uint32Array | null;
  readonly isStored: boolean;

  constructor(
    private readonly identityIndex: Int32Array,
    private readonly sampleIndex: Int32Array,
    /** Whether rows are in rising order of position, where that is known already: a million are looked at in some milliseconds. */
    isStored?: boolean,
  ) {
    this.isStored = isStored ?? this.isSorted();
    this.rows = this.isStored ? null : this.sortedRows();
  }

  idOf(row: number): SampleId {
    const identity = String(this.identityIndex[row] ?? 0).padStart(6, '0');
    const sample = String(this.sampleIndex[row] ?? 0).padStart(4, '0');
    // Same form as `sampleId()`, without running its schema a million times for "all matching".
    return `i${identity}s${sample}` as SampleId;
  }

  /** −1 when there is no such sample. */
  rowOf(id: SampleId): number {
    const { identityIndex, sampleIndex } = samplePosition(id);
    return this.rowAt(identityIndex, sampleIndex);
  }

  /** Binary search; −1 when there is no such sample. */
  rowAt(identityIndex: number, sampleIndex: number): number {
    const key = identityIndex * SAMPLES_PER_IDENTITY + sampleIndex;
    let low = 0;
    let high = this.identityIndex.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const row = this.rows === null ? middle : (this.rows[middle] ?? 0);
      const found = this.keyOf(row);
      if (found === key) return row;
      if (found < key) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  private keyOf(row: number): number {
    return (this.identityIndex[row] ?? 0) * SAMPLES_PER_IDENTITY + (this.sampleIndex[row] ?? 0);
  }

  private isSorted(): boolean {
    for (let row = 1; row < this.identityIndex.length; row++) {
      if (this.keyOf(row - 1) > this.keyOf(row)) return false;
    }
    return true;
  }

  private sortedRows(): Uint32Array {
    const rows = Uint32Array.from(this.identityIndex, (_identity, row) => row);
    return rows.sort((a, b) => this.keyOf(a) - this.keyOf(b));
  }
}
