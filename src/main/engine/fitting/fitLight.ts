import { headSurface } from '@shared/graphics/buildIdentity';
import type { HeadModel } from '@shared/graphics/headModel';
import { computeNormals } from '@shared/graphics/normals';
import { computeTransfer } from '@shared/graphics/radianceTransfer';
import { rotateSh, SH_COUNT } from '@shared/graphics/sphericalHarmonics';
import type { RgbImage } from '../image/rgbImage';
import { solvePositive } from './cholesky';
import { skinVertices, type FittedHead } from './fittedHead';
import { correctLight, patchErrors } from './lightCorrection';
import { LIGHT_TABLE, type LightTable } from './lightTable';
import { linearOfDisplay } from './toneCurve';

export interface LightFit {
  /** Nine spherical harmonics × RGB in the world of the crop; a wall facing the camera has irradiance of about 1. */
  readonly light: Float32Array;
  /** Root mean square of what the light does not explain, as a share of the mean brightness. */
  readonly residual: number;
  /** Skin vertices that were seen. */
  readonly count: number;
  /** Mean linear brightness of the skin, 0 to 4. */
  readonly meanLinear: number;
}

/** Vertices of skin that must be seen. */
const LEAST_SKIN = 60;
const FACING = 0.3;
/** Two vertices of a cell whose nearness differs by more than this share do not both show. */
const BEHIND = 0.015;
const CELL_PX = 3;
const PASSES = 5;
/** Deviation of skin's own colour from its mean, and with it of a vertex from the model. */
const SKIN_SPREAD = 0.13;
/** Vertices lie close together and err together: so many of them say as much as one. */
const TOGETHER = 12;

/**
 * The light that explains the shading of the skin: for each channel nine numbers by least squares on radiance transfer, with the generator's own
 * distribution of light as prior, outliers counting less. Each channel is taken relative to its mean: the colour of the light as a
 * whole cannot be told from that of the skin.
 * @param crop 112 × 112 px @returns null when too little skin is seen
 */
export function fitLight(
  model: HeadModel,
  head: FittedHead,
  crop: RgbImage,
  isGrey: boolean,
  table: LightTable = LIGHT_TABLE,
): LightFit | null {
  const shading = explainShading(model, head, crop, table);
  if (shading === null) return null;
  const light = new Float32Array(3 * SH_COUNT);
  shading.channels.forEach(({ bands, patches }, c) => {
    const corrected = correctLight(table, bands, patches);
    for (let band = 0; band < SH_COUNT; band++) light[3 * band + c] = corrected[band];
  });
  if (isGrey) makeGrey(light);
  const mean = (of: (channel: ShadingChannel) => number): number =>
    shading.channels.reduce((sum, channel) => sum + of(channel) / 3, 0);
  return {
    light,
    residual: mean(({ residual }) => residual),
    count: shading.count,
    meanLinear: mean(({ meanLinear }) => meanLinear),
  };
}

/** What least squares make of one channel. */
export interface ShadingChannel {
  readonly bands: Float64Array;
  /** What they leave unexplained, by region of the face; see `patchErrors`. */
  readonly patches: Float64Array;
  readonly residual: number;
  readonly meanLinear: number;
}

/** Least squares for each channel, before what they get wrong on average is taken back. @returns null when too little skin is seen */
export function explainShading(
  model: HeadModel,
  head: FittedHead,
  crop: RgbImage,
  table: Pick<LightTable, 'mean' | 'inverseCovariance'>,
): { readonly channels: readonly ShadingChannel[]; readonly count: number } | null {
  const seen = visibleSkin(model, head);
  if (seen.length < LEAST_SKIN) return null;
  const colours = coloursAt(head, seen, crop);
  const rows = transferRows(model, head, seen);
  const channels: ShadingChannel[] = [];
  for (let c = 0; c < 3; c++) {
    const values = Float64Array.from(seen, (_unused, i) => colours[3 * i + c]);
    const meanLinear = values.reduce((sum, value) => sum + value, 0) / values.length;
    if (!(meanLinear > 1e-4)) return null;
    const { light, residual, errors } = solveChannel(rows, values, meanLinear, table);
    channels.push({ bands: light, patches: patchErrors(model, seen, errors), residual, meanLinear });
  }
  return { channels, count: seen.length };
}

function makeGrey(light: Float32Array): void {
  for (let band = 0; band < SH_COUNT; band++) {
    const mean = (light[3 * band] + light[3 * band + 1] + light[3 * band + 2]) / 3;
    light.fill(mean, 3 * band, 3 * band + 3);
  }
}

function visibleSkin(model: HeadModel, { normals, x, y, nearness }: FittedHead): number[] {
  const cells = new Map<number, number>();
  const cellOf = (vertex: number): number => Math.floor(y[vertex] / CELL_PX) * 1000 + Math.floor(x[vertex] / CELL_PX);
  const { outer } = headSurface(model);
  for (const vertex of outer) cells.set(cellOf(vertex), Math.max(cells.get(cellOf(vertex)) ?? 0, nearness[vertex]));
  return [...skinVertices(model)].filter(
    (vertex) =>
      normals[3 * vertex + 2] > FACING &&
      x[vertex] > 2 &&
      y[vertex] > 2 &&
      x[vertex] < 110 &&
      y[vertex] < 110 &&
      nearness[vertex] > (1 - BEHIND) * (cells.get(cellOf(vertex)) ?? 0),
  );
}

/** Linear colours, the mean of 3 × 3 px around each vertex. */
function coloursAt({ x, y }: FittedHead, vertices: readonly number[], { rgb, widthPx }: RgbImage): Float64Array {
  const linear = linearOfDisplay();
  const out = new Float64Array(3 * vertices.length);
  vertices.forEach((vertex, i) => {
    for (let dy = -1; dy <= 1; dy++)
      for (let dx = -1; dx <= 1; dx++) {
        const from = 3 * ((Math.floor(y[vertex]) + dy) * widthPx + Math.floor(x[vertex]) + dx);
        for (let c = 0; c < 3; c++) out[3 * i + c] += linear[rgb[from + c]] / 9;
      }
  });
  return out;
}

const transfers = new WeakMap<HeadModel, Float32Array>();

/** Radiance transfer of the average head; that of a fitted one differs too little to be worth its time. */
function transferOf(model: HeadModel): Float32Array {
  let transfer = transfers.get(model);
  if (transfer === undefined) {
    const { all, outer } = headSurface(model);
    const positions = model.shape.average;
    const normals = new Float32Array(positions.length);
    computeNormals(positions, all, normals);
    [transfer] = computeTransfer([{ positions, normals, triangles: outer, isHair: false }]);
    transfers.set(model, transfer);
  }
  return transfer;
}

/** Nine numbers per vertex: irradiance under each spherical harmonic of the world. */
function transferRows(model: HeadModel, { rotation }: FittedHead, vertices: readonly number[]): Float64Array {
  const transfer = transferOf(model);
  const rows = new Float64Array(SH_COUNT * vertices.length);
  const unit = new Float32Array(3 * SH_COUNT);
  const inHead = new Float32Array(3 * SH_COUNT);
  for (let band = 0; band < SH_COUNT; band++) {
    unit.fill(0);
    unit[3 * band] = 1;
    rotateSh(unit, rotation, inHead);
    vertices.forEach((vertex, i) => {
      let sum = 0;
      for (let b = 0; b < SH_COUNT; b++) sum += transfer[SH_COUNT * vertex + b] * inHead[3 * b];
      rows[SH_COUNT * i + band] = sum;
    });
  }
  return rows;
}

function solveChannel(
  rows: Float64Array,
  values: Float64Array,
  mean: number,
  table: Pick<LightTable, 'mean' | 'inverseCovariance'>,
): { readonly light: Float64Array; readonly residual: number; readonly errors: Float64Array } {
  const count = values.length;
  // The prior's scale: a face under the mean light of the generator is as bright as this one.
  const typical = rowMean(rows, table.mean);
  const scaled = values.map((value) => (value * typical) / mean);
  let light: Float64Array = Float64Array.from(table.mean);
  const weights = new Float64Array(count).fill(1);
  const errors = new Float64Array(count);
  let residual = 0;
  for (let pass = 0; pass < PASSES; pass++) {
    light = solveWeighted(rows, scaled, weights, typical, table);
    let sum = 0;
    let total = 0;
    for (let i = 0; i < count; i++) {
      errors[i] = (scaled[i] - dot(rows, i, light)) / typical;
      weights[i] = 1 / (1 + (errors[i] / (2 * SKIN_SPREAD)) ** 2);
      sum += weights[i] * errors[i] * errors[i];
      total += weights[i];
    }
    residual = Math.sqrt(sum / total);
  }
  return { light, residual, errors };
}

function solveWeighted(
  rows: Float64Array,
  values: Float64Array,
  weights: Float64Array,
  typical: number,
  { mean, inverseCovariance }: Pick<LightTable, 'mean' | 'inverseCovariance'>,
): Float64Array {
  const matrix = new Float64Array(SH_COUNT * SH_COUNT);
  const right = new Float64Array(SH_COUNT);
  const precision = 1 / (TOGETHER * (SKIN_SPREAD * typical) ** 2);
  for (let i = 0; i < values.length; i++) {
    const error = values[i] - dot(rows, i, mean);
    for (let a = 0; a < SH_COUNT; a++) {
      const weighted = precision * weights[i] * rows[SH_COUNT * i + a];
      right[a] += weighted * error;
      for (let b = 0; b <= a; b++) matrix[a * SH_COUNT + b] += weighted * rows[SH_COUNT * i + b];
    }
  }
  for (let a = 0; a < SH_COUNT; a++)
    for (let b = 0; b <= a; b++) matrix[a * SH_COUNT + b] += inverseCovariance[a * SH_COUNT + b];
  solvePositive(matrix, SH_COUNT, right);
  return right.map((change, band) => mean[band] + change);
}

function dot(rows: Float64Array, i: number, light: ArrayLike<number>): number {
  let sum = 0;
  for (let band = 0; band < SH_COUNT; band++) sum += rows[SH_COUNT * i + band] * light[band];
  return sum;
}

function rowMean(rows: Float64Array, light: ArrayLike<number>): number {
  const count = rows.length / SH_COUNT;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += dot(rows, i, light) / count;
  return sum;
}
