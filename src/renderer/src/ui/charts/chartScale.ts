/** Maps data to pixels and says where its ticks are. */
export interface Scale {
  readonly toPx: (value: number) => number;
  readonly toValue: (px: number) => number;
  readonly ticks: readonly number[];
}

/**
 * Linear, with ticks at 1, 2 or 5 times a power of ten.
 * @param domain [low, high]; an empty one is widened so that nothing divides by zero.
 * @param range [px of low, px of high]
 */
export function linearScale(domain: readonly [number, number], range: readonly [number, number], tickCount = 5): Scale {
  const [low, rawHigh] = domain;
  const high = rawHigh > low ? rawHigh : low + 1;
  const factor = (range[1] - range[0]) / (high - low);
  const toPx = (value: number): number => range[0] + (value - low) * factor;
  return { toPx, toValue: (px) => low + (px - range[0]) / factor, ticks: niceTicks(low, high, tickCount) };
}

/** Base ten, for false accept rates. `domain[0]` must be positive; smaller values are drawn at its edge. */
export function logScale(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const low = Math.log10(domain[0]);
  const high = Math.log10(domain[1]);
  const factor = (range[1] - range[0]) / (high - low || 1);
  const ticks: number[] = [];
  for (let power = Math.ceil(low - 1e-9); power <= high + 1e-9; power++) ticks.push(10 ** power);
  return {
    toPx: (value) => range[0] + (Math.max(low, Math.log10(Math.max(value, Number.MIN_VALUE))) - low) * factor,
    toValue: (px) => 10 ** (low + (px - range[0]) / factor),
    ticks,
  };
}

/** Multiples of 1, 2 or 5 × 10^k inside [low, high], about `count` of them. */
export function niceTicks(low: number, high: number, count: number): number[] {
  const rough = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((multiple) => multiple * power >= rough) ?? 10);
  const ticks: number[] = [];
  const first = Math.ceil(low / step - 1e-9);
  for (let index = first; index * step <= high + step * 1e-9; index++) {
    // Rounding removes 0.30000000000000004.
    ticks.push(Number((index * step).toPrecision(12)));
  }
  return ticks;
}

/** Smallest and largest finite value, or null when there is none. */
export function extent(values: Iterable<number>): [number, number] | null {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : null;
}

/** Keeps the first, last, smallest and largest point of each pixel column, so that spikes survive thinning. */
export function thin<P extends { readonly x: number; readonly y: number }>(points: readonly P[], columns: number): P[] {
  if (points.length <= columns * 4) return [...points];
  const size = points.length / columns;
  const kept: P[] = [];
  for (let column = 0; column < columns; column++) {
    const part = points.slice(Math.floor(column * size), Math.floor((column + 1) * size));
    if (part.length === 0) continue;
    let low = 0;
    let high = 0;
    part.forEach((point, index) => {
      if (point.y < (part[low]?.y ?? 0)) low = index;
      if (point.y > (part[high]?.y ?? 0)) high = index;
    });
    for (const index of [...new Set([0, low, high, part.length - 1])].sort((a, b) => a - b)) {
      const point = part[index];
      if (point !== undefined) kept.push(point);
    }
  }
  return kept;
}
