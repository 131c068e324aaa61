import { samplePosition } from '@shared/domain/ids';
import type { SampleId } from '@shared/domain/ids';

const SAMPLES_PER_IDENTITY = 10_000;

/** Sample ids to row numbers and back, in 12 bytes per row; a map of a million strings would take a hundred. */
export class RowIndex {
  /** Keys in rising order, and the row of each. */
  private readonly keys: Float64Array;
  private readonly rows: Uint32Array;

  constructor(
    private readonly identityIndex: Int32Array,
    private readonly sampleIndex: Int32Array,
  ) {
    const count = identityIndex.length;
    const keyOf = (row: number): number => (identityIndex[row] ?? 0) * SAMPLES_PER_IDENTITY + (sampleIndex[row] ?? 0);
    this.rows = new Uint32Array(count);
    let isSorted = true;
    for (let row = 0; row < count; row++) {
      this.rows[row] = row;
      isSorted &&= row === 0 || keyOf(row - 1) <= keyOf(row);
    }
    if (!isSorted) this.rows.sort((a, b) => keyOf(a) - keyOf(b));
    this.keys = Float64Array.from(this.rows, keyOf);
  }

  idOf(row: number): SampleId {
    const identity = String(this.identityIndex[row] ?? 0).padStart(6, '0');
    const sample = String(this.sampleIndex[row] ?? 0).padStart(4, '0');
    // Same form as `sampleId()`, without running its schema a million times for "all matching".
    return `i${identity}s${sample}` as SampleId;
  }

  /** Binary search; −1 when there is no such sample. */
  rowOf(id: SampleId): number {
    const { identityIndex, sampleIndex } = samplePosition(id);
    const key = identityIndex * SAMPLES_PER_IDENTITY + sampleIndex;
    let low = 0;
    let high = this.keys.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = this.keys[middle] ?? 0;
      if (found === key) return this.rows[middle] ?? -1;
      if (found < key) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}
