import type { HeadModel } from '@shared/graphics/headModel';
import { weigh } from './gradientTable';
import { meanIrradiance } from './lightOnFaces';
import type { LightTable } from './lightTable';

/** Regions of the face, by place on the average head: columns over x, rows over y, dm. */
export const PATCH_COLUMNS = 6;
export const PATCH_ROWS = 7;
const LEFT = -0.62;
const WIDTH = 1.24;
const BOTTOM = 6.3;
const HEIGHT = 1.55;
/** A region in which few vertices show says less. */
const HALF_TRUSTED = 3;
/** A shadow's edge or a highlight counts as no more than this. */
const MOST = 0.6;

/**
 * What the least squares leave unexplained, region by region: shadows that harmonics of second order cannot draw betray where the key light stands.
 * @param errors per vertex, in shares of the mean brightness @returns PATCH_COLUMNS × PATCH_ROWS means
 */
export function patchErrors(model: HeadModel, vertices: readonly number[], errors: Float64Array): Float64Array {
  const { average } = model.shape;
  const count = PATCH_COLUMNS * PATCH_ROWS;
  const sums = new Float64Array(count);
  const seen = new Float64Array(count);
  vertices.forEach((vertex, i) => {
    const column = cell((average[3 * vertex] - LEFT) / WIDTH, PATCH_COLUMNS);
    const row = cell((average[3 * vertex + 1] - BOTTOM) / HEIGHT, PATCH_ROWS);
    sums[row * PATCH_COLUMNS + column] += Math.max(-MOST, Math.min(MOST, errors[i]));
    seen[row * PATCH_COLUMNS + column]++;
  });
  return sums.map((sum, i) => sum / (seen[i] + HALF_TRUSTED));
}

const cell = (share: number, count: number): number => Math.max(0, Math.min(count - 1, Math.floor(share * count)));

/** What the correction of a channel depends on: 1, its nine numbers at a mean irradiance of 1, products of how they differ from the usual, and the regions. */
export function lightTerms(usual: readonly number[], bands: ArrayLike<number>, patches: ArrayLike<number>): number[] {
  const away = Array.from(bands, (value, band) => value - usual[band]);
  const products = away.flatMap((value, i) => away.slice(i).map((other) => value * other));
  return [1, ...Array.from(bands), ...products, ...Array.from(patches)];
}

/** @param bands nine numbers of a channel @param patches see `patchErrors` @returns the nine numbers, corrected */
export function correctLight(table: LightTable, bands: Float64Array, patches: Float64Array): Float64Array {
  const level = meanIrradiance(bands);
  const terms = lightTerms(
    table.mean,
    bands.map((value) => value / level),
    patches,
  );
  return bands.map((own, band) => own + level * weigh(terms, table.correction[band]));
}
