/**
 * Whole numbers in the given proportions that add up to `count`: Hamilton's method of largest remainders. Of equal remainders the
 * earlier place is served first. @param weights not negative, at least one above 0
 */
export function largestRemainder(weights: readonly number[], count: number): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const cells = weights.map((weight, at) => {
    const exact = (count * weight) / total;
    return { at, weight, whole: Math.floor(exact), rest: exact - Math.floor(exact) };
  });
  const missing = count - cells.reduce((sum, { whole }) => sum + whole, 0);
  const served = cells
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.rest - a.rest || a.at - b.at)
    .slice(0, missing);
  for (const cell of served) cell.whole++;
  return cells.map(({ whole }) => whole);
}

/** A band of ages, both ends in years; the upper one belongs to the next band. */
export interface AgeBand {
  readonly fromYears: number;
  readonly toYears: number;
}

/** Widest that a band may be about. */
const BAND_YEARS = 10;

/** Bands of equal width, about ten years, between two ages; one where they are equal. Ages are drawn evenly, so bands weigh alike. */
export function ageBands(minYears: number, maxYears: number): AgeBand[] {
  const count = Math.max(1, Math.round((maxYears - minYears) / BAND_YEARS));
  const width = (maxYears - minYears) / count;
  return Array.from({ length: count }, (_, band) => ({
    fromYears: minYears + band * width,
    toYears: band === count - 1 ? maxYears : minYears + (band + 1) * width,
  }));
}

/** Which of `bands` an age falls into; ages beyond the ends count to the outermost. */
export function bandOfAge(bands: readonly AgeBand[], ageYears: number): number {
  const at = bands.findIndex(({ toYears }) => ageYears < toYears);
  return at < 0 ? bands.length - 1 : at;
}
