/** What a filter panel shows of one numeric column. */
export interface ColumnSummary {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** Counts over the whole set in equal bins from `low` to `high`, last bin closed. */
  readonly bins: Uint32Array;
  readonly missingCount: number;
}

export const BIN_COUNT = 32;

/** @returns null for a column in which nothing was measured. */
export function summarise(name: string, values: Float32Array): ColumnSummary | null {
  let low = Infinity;
  let high = -Infinity;
  let missingCount = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) missingCount++;
    else {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (low > high) return null;
  return { name, low, high, bins: countBins(values, null, low, high), missingCount };
}

/** @param rows the rows to count, or null for all. */
export function countBins(values: Float32Array, rows: Uint32Array | null, low: number, high: number): Uint32Array {
  const bins = new Uint32Array(BIN_COUNT);
  const scale = high > low ? BIN_COUNT / (high - low) : 0;
  const count = rows?.length ?? values.length;
  for (let i = 0; i < count; i++) {
    const value = values[rows?.[i] ?? i] ?? NaN;
    if (!Number.isFinite(value)) continue;
    const bin = Math.min(BIN_COUNT - 1, Math.max(0, Math.floor((value - low) * scale)));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return bins;
}
