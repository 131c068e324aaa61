import { solvePositive } from '../../src/main/engine/fitting/cholesky';
import { explainShading } from '../../src/main/engine/fitting/fitLight';
import { poseFittedHead } from '../../src/main/engine/fitting/fittedHead';
import { lightTerms, PATCH_COLUMNS, PATCH_ROWS } from '../../src/main/engine/fitting/lightCorrection';
import { meanIrradiance } from '../../src/main/engine/fitting/lightOnFaces';
import type { LightTable } from '../../src/main/engine/fitting/lightTable';
import { sampleShot } from '../../src/shared/graphics/factors';
import type { HeadModel } from '../../src/shared/graphics/headModel';
import { DEFAULT_GRAPHICS_OPTIONS } from '../../src/shared/graphics/recipeOptions';
import { SH_COUNT } from '../../src/shared/graphics/sphericalHarmonics';
import type { FittedFace } from './gradientTables';
import { ridgeRegression, rounded } from './leastSquares';

type Prior = Pick<LightTable, 'mean' | 'inverseCovariance'>;

const PRIOR_COUNT = 3000;
const LUMINANCE = [0.3, 0.6, 0.1] as const;
/** What a mirror does to the nine harmonics: those odd in x change their sign. */
const MIRROR = [1, 1, 1, -1, -1, 1, 1, -1, 1] as const;
const CONSTANT_RIDGE = 0.1;
/** Scaled to one mean, the drawn light has no variance in one direction, but a fitted one has: added to that of every number. */
const LEAST_VARIANCE = 0.004;
const BAND_RIDGE = 20;
const PRODUCT_COUNT = (SH_COUNT * (SH_COUNT + 1)) / 2;
const PRODUCT_RIDGE = 60;
const PATCH_RIDGE = 4;

/** Nine numbers of luminance, scaled to a mean irradiance of 1. */
function scaledLuminance(light: ArrayLike<number>): Float64Array {
  const bands = Float64Array.from({ length: SH_COUNT }, (_unused, b) =>
    LUMINANCE.reduce<number>((sum, weight, c) => sum + weight * light[3 * b + c], 0),
  );
  const level = meanIrradiance(bands);
  return bands.map((value) => value / level);
}

const mirrorBands = (bands: Float64Array): Float64Array => bands.map((value, b) => value * MIRROR[b]);

/** Mean and inverse covariance of the light that the generator draws. @param seed of environments */
export function makeLightPrior(model: HeadModel, seed: number): Prior {
  const drawn = Array.from({ length: PRIOR_COUNT }, (_unused, i) =>
    scaledLuminance(sampleShot(model, seed, i, 0, DEFAULT_GRAPHICS_OPTIONS).light),
  );
  const all = [...drawn, ...drawn.map(mirrorBands)];
  const mean = Float64Array.from(
    { length: SH_COUNT },
    (_unused, b) => all.reduce((sum, row) => sum + row[b], 0) / all.length,
  );
  const covariance = new Float64Array(SH_COUNT * SH_COUNT);
  for (const row of all)
    for (let a = 0; a < SH_COUNT; a++)
      for (let b = 0; b < SH_COUNT; b++)
        covariance[a * SH_COUNT + b] += ((row[a] - mean[a]) * (row[b] - mean[b])) / all.length;
  for (let b = 0; b < SH_COUNT; b++) covariance[b * SH_COUNT + b] += LEAST_VARIANCE;
  return {
    mean: rounded(mean.map(withoutDust), 4),
    inverseCovariance: rounded(inverseOf(covariance).map(withoutDust), 4),
  };
}

const withoutDust = (value: number): number => (Math.abs(value) < 1e-9 ? 0 : value);

function inverseOf(matrix: Float64Array): Float64Array {
  const inverse = new Float64Array(matrix.length);
  for (let column = 0; column < SH_COUNT; column++) {
    const unit = new Float64Array(SH_COUNT);
    unit[column] = 1;
    solvePositive(matrix, SH_COUNT, unit);
    for (let row = 0; row < SH_COUNT; row++) inverse[row * SH_COUNT + column] = unit[row];
  }
  return inverse;
}

/** Learns from each face and its mirror image what the least squares get wrong. */
export function makeLightTable(model: HeadModel, prior: Prior, faces: readonly FittedFace[]): LightTable {
  const rows: number[][] = [];
  const errors: Float64Array[] = [];
  for (const { face, fit } of faces) {
    const shading = explainShading(model, poseFittedHead(model, fit), face.crop, prior);
    if (shading === null) continue;
    const mean = (of: (c: number) => number): number =>
      LUMINANCE.reduce<number>((sum, weight, c) => sum + weight * of(c), 0);
    const level = meanIrradiance(
      Float64Array.from({ length: SH_COUNT }, (_u, b) => mean((c) => shading.channels[c].bands[b])),
    );
    const bands = Float64Array.from({ length: SH_COUNT }, (_u, b) => mean((c) => shading.channels[c].bands[b]) / level);
    const patches = shading.channels[0].patches.map((_value, k) => mean((c) => shading.channels[c].patches[k]));
    const truth = scaledLuminance(face.light);
    for (const [x, p, y] of [
      [bands, patches, truth],
      [mirrorBands(bands), mirrorPatches(patches), mirrorBands(truth)],
    ] as const) {
      rows.push(lightTerms(prior.mean, x, p));
      errors.push(y.map((value, b) => value - x[b]));
    }
  }
  const weights = ridgeRegression(rows, errors, (column) => ridgeOf(column));
  return {
    ...prior,
    correction: weights.map((row) => rounded(row.map((value) => (Math.abs(value) < 1e-6 ? 0 : value)))),
  };
}

const ridgeOf = (column: number): number =>
  column === 0
    ? CONSTANT_RIDGE
    : column <= SH_COUNT
      ? BAND_RIDGE
      : column <= SH_COUNT + PRODUCT_COUNT
        ? PRODUCT_RIDGE
        : PATCH_RIDGE;

const mirrorPatches = (patches: Float64Array): Float64Array =>
  Float64Array.from({ length: PATCH_ROWS * PATCH_COLUMNS }, (_unused, i) => {
    const column = i % PATCH_COLUMNS;
    return patches[i - column + PATCH_COLUMNS - 1 - column];
  });
