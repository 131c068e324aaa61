import table from './lightCalibration.json';

/** Written by `npm run bench -- twinCalibration`. Luminance, in the order of sphericalHarmonics.ts. */
export interface LightTable {
  /**
   * Light as the generator draws it at its defaults, scaled so that the mean irradiance of surfaces that face the camera is 1: mean and inverse
   * covariance (9 × 9) over 3,000 drawn environments, made even between left and right.
   */
  readonly mean: readonly number[];
  readonly inverseCovariance: readonly number[];
  /**
   * What the least squares get wrong on average, because the renderer splits off a key light that casts shadows: for each of the nine numbers, at a
   * mean irradiance of 1, what is to be added, as weights of `lightTerms`.
   */
  readonly correction: readonly (readonly number[])[];
}

export const LIGHT_TABLE: LightTable = table;
