/**
 * Light as the generator draws it at its defaults, luminance in the order of sphericalHarmonics.ts, scaled so that the mean irradiance of surfaces
 * that face the camera is 1: mean and inverse covariance over 800 drawn environments, made even between left and right.
 */
export const LIGHT_MEAN: readonly number[] = [2.923, 1.066, 0.7701, 0, 0, 0.5334, 0.04798, 0, -0.1443];

export const LIGHT_COVARIANCE: { readonly inverse: readonly number[] } = {
  inverse: [
    155.7, -2.093, 114.5, -0, -0, 5.818, 21.45, -0, 0.872, -2.093, 16.44, 5.738, -0, -0, -6.419, 3.285, -0, 5.011,
    114.5, 5.738, 98.51, 0, 0, -6.343, 13.34, 0, 0.1259, 0, 0, 0, 3.908, -3.349, 0, 0, -0.9881, 0, 0, 0, 0, -3.349,
    5.68, 0, 0, -0.7286, 0, 5.818, -6.419, -6.343, 0, 0, 13.29, 2.022, 0, 1.347, 21.45, 3.285, 13.34, 0, 0, 2.022,
    6.676, 0, 2.345, 0, 0, 0, -0.9881, -0.7286, 0, 0, 2.873, 0, 0.872, 5.011, 0.1259, 0, 0, 1.347, 2.345, 0, 3.968,
  ],
};
