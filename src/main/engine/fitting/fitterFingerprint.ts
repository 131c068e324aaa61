/** Names the way factors are estimated. Change it whenever the numbers change: calibrations, priors, limits. */
export const FITTER_FINGERPRINT = 'outis-fit/1 face-api-68 calibrated on 800 heads, gradients 1152, light 9 x RGB';
