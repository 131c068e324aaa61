/** Scores by row, as the table of scores has them; NaN and −1 where there is none. */
export interface DoubleColumns {
  /** `r.duplicate.group`: number of the group of near duplicates, −1: in none. */
  readonly group: Int32Array;
  /** `image.sharpness`, if the set was scored for it. */
  readonly sharpness: Float32Array | undefined;
  /** `judge.consistency`, if the set was scored for it. */
  readonly consistency: Float32Array | undefined;
}

export interface DoubleChoice {
  readonly groupCount: number;
  /** One per group, rising. */
  readonly best: Uint32Array;
  /** All others of the groups, rising. */
  readonly others: Uint32Array;
}

/** Said beside every use, and written to the journal. */
export const KEEP_RULE_TEXT = 'kept of each group: the sharpest, then the most like its identity, then the first';

/**
 * All but the best of each group of near duplicates. The best is the sharpest; of equally sharp ones the most like its identity;
 * of equal ones the first row. A missing score loses against any.
 * @param isLeftOut rows that are no longer in question (excluded already); a group of which one is left has no others.
 */
export function allButBest(columns: DoubleColumns, isLeftOut: (row: number) => boolean): DoubleChoice {
  const { group, sharpness, consistency } = columns;
  const worth = (values: Float32Array | undefined, row: number): number => {
    const value = values?.[row] ?? NaN;
    return Number.isNaN(value) ? -Infinity : value;
  };
  const isBetter = (row: number, than: number): boolean => {
    const bySharpness = worth(sharpness, row) - worth(sharpness, than);
    if (bySharpness > 0 || bySharpness < 0) return bySharpness > 0;
    return worth(consistency, row) > worth(consistency, than);
  };
  const bestOf = new Map<number, number>();
  const sizeOf = new Map<number, number>();
  for (let row = 0; row < group.length; row++) {
    const number = group[row] ?? -1;
    if (number < 0 || isLeftOut(row)) continue;
    const best = bestOf.get(number);
    if (best === undefined || isBetter(row, best)) bestOf.set(number, row);
    sizeOf.set(number, (sizeOf.get(number) ?? 0) + 1);
  }
  const best: number[] = [];
  const others: number[] = [];
  for (let row = 0; row < group.length; row++) {
    const number = group[row] ?? -1;
    if (number < 0 || isLeftOut(row) || (sizeOf.get(number) ?? 0) < 2) continue;
    (bestOf.get(number) === row ? best : others).push(row);
  }
  return { groupCount: best.length, best: Uint32Array.from(best), others: Uint32Array.from(others) };
}
