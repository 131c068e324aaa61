import { Rng } from '@shared/lib/rng';

/** In which order the points are drawn: first the synthetic ones, then the real ones, each without pattern, so that any beginning is a fair sample. */
export interface DrawOrder {
  /** Row of the map at each place of the order. */
  readonly rowAt: Uint32Array<ArrayBuffer>;
  /** Places before this one are synthetic. */
  readonly realFrom: number;
}

/** Any fixed number: the same map always thins out in the same way. */
const SEED = 131;

export function drawOrder(count: number, isReal: (row: number) => boolean): DrawOrder {
  const rowAt = new Uint32Array(count);
  let realFrom = 0;
  for (let row = 0; row < count; row++) if (!isReal(row)) rowAt[realFrom++] = row;
  for (let row = 0, at = realFrom; row < count; row++) if (isReal(row)) rowAt[at++] = row;
  const rng = new Rng(SEED);
  shuffle(rowAt.subarray(0, realFrom), rng);
  shuffle(rowAt.subarray(realFrom), rng);
  return { rowAt, realFrom };
}

function shuffle(rows: Uint32Array, rng: Rng): void {
  for (let last = rows.length - 1; last > 0; last--) {
    const other = rng.below(last + 1);
    const row = rows[last] ?? 0;
    rows[last] = rows[other] ?? 0;
    rows[other] = row;
  }
}

/** One call to the driver: a run of places, or of the list of selected ones. */
export interface Slice {
  readonly what: 'all' | 'unselected' | 'selected';
  readonly start: number;
  readonly count: number;
}

/** What has to be drawn in turn for a whole picture. @param selected how many are selected @param selectedRealFrom how many of them are synthetic: they come first */
export function slicesOf(order: DrawOrder, selected: number, selectedRealFrom: number): readonly Slice[] {
  const { length } = order.rowAt;
  const what = selected > 0 ? 'unselected' : 'all';
  const slices: readonly Slice[] = [
    { what, start: 0, count: order.realFrom },
    { what, start: order.realFrom, count: length - order.realFrom },
    { what: 'selected', start: 0, count: selectedRealFrom },
    { what: 'selected', start: selectedRealFrom, count: selected - selectedRealFrom },
  ];
  return slices.filter(({ count }) => count > 0);
}

const totalOf = (slices: readonly Slice[]): number => slices.reduce((sum, { count }) => sum + count, 0);

/** The same share of each slice, about `budget` points in all, and at least one of each. */
export function thinned(slices: readonly Slice[], budget: number): readonly Slice[] {
  const share = Math.min(1, budget / Math.max(1, totalOf(slices)));
  return slices.map((slice) => ({ ...slice, count: Math.ceil(slice.count * share) }));
}

/** Next part of a picture that is drawn over several frames. @param from how many points are drawn already */
export function nextPart(slices: readonly Slice[], from: number, budget: number): readonly Slice[] {
  const parts: Slice[] = [];
  let before = 0;
  for (const { what, start, count } of slices) {
    const first = Math.max(0, from - before);
    const last = Math.min(count, from + budget - before);
    if (last > first) parts.push({ what, start: start + first, count: last - first });
    before += count;
  }
  return parts;
}
