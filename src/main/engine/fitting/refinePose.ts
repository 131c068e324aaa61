import calibration from './gradientCalibration.json';
import type { LandmarkFit } from './fitLandmarks';

/** What is beyond this cannot be a mere correction, degrees. */
const MOST = 8;

/**
 * Corrections of pitch and roll that 68 points alone leave open, by linear regression on the picture's gradients, learned from 800
 * rendered heads (ridge 60). Yaw is left alone: the points fix it better.
 * @param gradients see gradientHistograms
 */
export function refinePose(
  fit: LandmarkFit,
  gradients: Float32Array,
): { readonly pitchDeg: number; readonly rollDeg: number } {
  const [yaw, pitch, roll] = [fit.yawDeg / 15, fit.pitchDeg / 7, fit.rollDeg / 4];
  const terms = [yaw, pitch, roll, 0.5 * yaw * yaw, 0.5 * pitch * pitch, 0.5 * yaw * pitch];
  const correction = ({ constant, pose, gradients: weights }: (typeof calibration)['pitch']): number => {
    let sum = constant;
    terms.forEach((term, i) => (sum += term * pose[i]));
    for (let i = 0; i < weights.length; i++) sum += gradients[i] * weights[i];
    return Math.max(-MOST, Math.min(MOST, sum));
  };
  return {
    pitchDeg: fit.pitchDeg + correction(calibration.pitch),
    rollDeg: fit.rollDeg + correction(calibration.roll),
  };
}
