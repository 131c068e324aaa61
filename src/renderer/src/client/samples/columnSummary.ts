/** What a filter panel shows of one numeric column. */
export interface ColumnSummary {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** Counts over the whole set in `BIN_COUNT` equal bins from `low` to `high`, last bin closed. */
  readonly bins: Uint32Array;
  readonly missingCount: number;
}

/** Counted once this fine; a coarser histogram is a fold of it (`foldBins`), so that another bin count costs nothing. */
export const BIN_COUNT = 128;

/** Bin counts a person may choose: each divides `BIN_COUNT`. */
export const BIN_CHOICES = [16, 32, 64, 128] as const;

/** Bin of a value that was not measured. */
const NO_BIN = BIN_COUNT;

/** A column's range and the bin of every row, one byte each. */
export interface BinnedColumn {
  readonly summary: ColumnSummary;
  readonly binOfRow: Uint8Array;
}

/** @returns null for a column in which nothing was measured. */
export function binColumn(name: string, values: Float32Array): BinnedColumn | null {
  let low = Infinity;
  let high = -Infinity;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? NaN;
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return null;
  const scale = high > low ? BIN_COUNT / (high - low) : 0;
  const binOfRow = new Uint8Array(values.length);
  const counts = new Uint32Array(BIN_COUNT + 1);
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? NaN;
    const bin = Number.isFinite(value) ? Math.min(BIN_COUNT - 1, Math.floor((value - low) * scale)) : NO_BIN;
    binOfRow[row] = bin;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const summary = { name, low, high, bins: counts.slice(0, BIN_COUNT), missingCount: counts[NO_BIN] ?? 0 };
  return { summary, binOfRow };
}

/**
 * @param bins `BIN_COUNT` counts
 * @param count one of `BIN_CHOICES`
 */
export function foldBins(bins: Uint32Array, count: number): Uint32Array {
  const folded = new Uint32Array(count);
  const width = BIN_COUNT / count;
  for (let bin = 0; bin < bins.length; bin++) {
    const into = Math.floor(bin / width);
    folded[into] = (folded[into] ?? 0) + (bins[bin] ?? 0);
  }
  return folded;
}
