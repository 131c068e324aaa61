export interface Middle {
  readonly median: number;
  /** 1.4826 times the median distance from the median: the standard deviation where values are normal. */
  readonly scale: number;
  /** Distance of a value from the median in scales; NaN where nothing can be said. */
  readonly deviations: (value: number) => number;
}

/** Fewer say nothing about what is usual. */
const FEWEST = 8;

/** Median and scale of the finite values; a few outliers do not move them (Huber 1981). */
export function middleOf(values: Float32Array): Middle {
  const finite = values.filter((value) => Number.isFinite(value)).sort();
  const median = medianOf(finite);
  const scale = 1.4826 * medianOf(finite.map((value) => Math.abs(value - median)).sort());
  const says = finite.length >= FEWEST && scale > 0;
  return { median, scale, deviations: (value) => (says ? (value - median) / scale : NaN) };
}

function medianOf(sorted: Float32Array): number {
  const half = sorted.length >> 1;
  if (sorted.length === 0) return NaN;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** 0 at `none`, 1 at `all`, straight between them; 0 for NaN. */
export function ramp(value: number, none: number, all: number): number {
  const share = (value - none) / (all - none);
  return share > 0 ? Math.min(1, share) : 0;
}
