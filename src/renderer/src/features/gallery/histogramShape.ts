export type Range = readonly [number, number];

/** Bars as one outline: bin i spans x from i to i + 1. A square root keeps the tails of a distribution visible. */
export function histogramPath(bins: Uint32Array, top: number, height: number): string {
  let path = '';
  for (let bin = 0; bin < bins.length; bin++) {
    const count = bins[bin] ?? 0;
    if (count === 0) continue;
    // A single sample is still to be seen.
    const y = height - Math.max(1, Math.sqrt(count / top) * height);
    path += `M${bin + 0.06} ${height}V${y.toFixed(2)}h0.88V${height}z`;
  }
  return path;
}

/** Bins that Page Up and Page Down move by. */
const PAGE = 5;

/**
 * What a key makes of a range: arrows and Page keys move the lower end, with Shift the upper one; Home and End open them.
 * @returns undefined when nothing is filtered any more, null for a key that means nothing here.
 */
export function nudgedRange(
  key: string,
  isUpper: boolean,
  range: Range | undefined,
  whole: { readonly low: number; readonly high: number },
  binCount: number,
): Range | undefined | null {
  const bin = (whole.high - whole.low) / binCount;
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowDown: -1,
    ArrowRight: 1,
    ArrowUp: 1,
    PageDown: -PAGE,
    PageUp: PAGE,
    Home: -binCount,
    End: binCount,
  };
  const step = steps[key];
  if (step === undefined) return null;
  const [low, high] = range ?? [whole.low, whole.high];
  const next: Range = isUpper
    ? [low, Math.max(low, Math.min(whole.high, high + step * bin))]
    : [Math.min(high, Math.max(whole.low, low + step * bin)), high];
  return next[0] <= whole.low && next[1] >= whole.high ? undefined : next;
}
