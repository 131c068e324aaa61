/**
 * Light as the generator draws it at its defaults, luminance in the order of sphericalHarmonics.ts, scaled so that the mean irradiance of surfaces
 * that face the camera is 1: mean and inverse covariance over 3,000 drawn environments, made even between left and right.
 */
export const LIGHT_MEAN: readonly number[] = [2.975, 1.099, 0.7434, 0, 0, 0.4103, -0.1877, 0, 0.02651];

export const LIGHT_COVARIANCE: { readonly inverse: readonly number[] } = {
  inverse: [
    156.2, 1.389, 117, -0, -0, 4.129, 21.83, -0, 1.453, 1.389, 8.832, 1.654, -0, -0, -0.5848, 3.683, -0, 3.582, 117,
    1.654, 98.28, -0, -0, -4.682, 13.35, -0, -0.6011, 0, 0, 0, 2.161, -1.738, 0, 0, -0.3131, 0, 0, 0, 0, -1.738, 2.274,
    0, 0, -0.1904, 0, 4.129, -0.5848, -4.682, 0, 0, 7.359, 2.676, 0, 1.414, 21.83, 3.683, 13.35, 0, 0, 2.676, 6.376, 0,
    2.34, 0, 0, 0, -0.3131, -0.1904, 0, 0, 1.698, 0, 1.453, 3.582, -0.6011, 0, 0, 1.414, 2.34, 0, 2.777,
  ],
};

/**
 * What the least squares get wrong on average, because the renderer splits off a key light that casts shadows: light = matrix · fitted + constant ×
 * mean irradiance; linear regression on 317 rendered faces (ridge 30, even between left and right).
 */
export const LIGHT_CORRECTION: {
  readonly constant: readonly number[];
  readonly matrix: readonly (readonly number[])[];
} = {
  constant: [0.0107, 0.197, -0.0119, 0, 0, 0.0679, -0.0208, 0, -0.267],
  matrix: [
    [0.862, 0.112, 0.191, 0, 0, 0.185, -0.121, 0, 0.339],
    [-0.0398, 0.977, 0.0631, 0, 0, 0.0646, -0.0621, 0, 0.181],
    [0.162, -0.132, 0.779, 0, 0, -0.22, 0.129, 0, -0.399],
    [0, 0, 0, 1.19, -0.211, 0, 0, 0.0267, 0],
    [0, 0, 0, 0.325, 0.821, 0, 0, 0.0548, 0],
    [0.136, -0.124, -0.172, 0, 0, 0.858, 0.0568, 0, -0.354],
    [0.0859, -0.0554, -0.137, 0, 0, -0.101, 1.15, 0, -0.202],
    [0, 0, 0, 0.015, -0.0703, 0, 0, 0.989, 0],
    [0.101, -0.0271, -0.142, 0, 0, -0.15, 0.0976, 0, 0.604],
  ],
};
