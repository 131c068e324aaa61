/** Names the way factors are estimated. Change it whenever the numbers change: calibrations, priors, limits. */
export const FITTER_FINGERPRINT =
  'outis-fit/2 face-api-68 and mirrored, calibrated on 1440 heads of seed 1101, gradients 1152, light 9 x RGB by 42 regions';
