import type { Curves, Quantiles } from '@shared/domain/privacy';

/** Ascending, without what is not a number. */
export const ascending = (values: Iterable<number>): Float64Array =>
  Float64Array.from([...values].filter((value) => !Number.isNaN(value))).sort();

/** Nearest ranks, so that every figure is one that was measured. @param values ascending, at least one */
export function quantilesOf(values: Float64Array): Quantiles {
  const at = (share: number): number => values[Math.max(0, Math.ceil(share * values.length) - 1)];
  return { median: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

const BINS = 60;

/**
 * Several kinds of cosines in the same bins, over all of their range widened to multiples of 0.05.
 * @param kinds ascending values, at least one kind with at least one
 */
export function curvesOf(kinds: readonly { readonly name: string; readonly values: Float64Array }[]): Curves {
  const filled = kinds.filter(({ values }) => values.length > 0);
  const low = Math.floor(Math.min(...filled.map(({ values }) => values[0])) * 20) / 20;
  const highest = Math.max(...filled.map(({ values }) => values[values.length - 1]));
  const high = Math.max(low + 0.05, Math.ceil(highest * 20) / 20);
  const curves = filled.map(({ name, values }) => {
    const counts = new Array<number>(BINS).fill(0);
    for (const value of values) {
      const bin = Math.floor(((value - low) / (high - low)) * BINS);
      counts[Math.min(BINS - 1, Math.max(0, bin))]++;
    }
    return { name, counts };
  });
  return { low, high, curves };
}
