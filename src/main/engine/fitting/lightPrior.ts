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
