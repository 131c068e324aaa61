import type { ShotFactors } from '@shared/graphics/factors';
import { EXPRESSION } from '@shared/graphics/coefficientLayout';
import type { FaceFit } from './fitFace';

/** Mean linear brightness of skin at which the generator's camera exposes (metering.ts). */
const METERED = 0.3;
/** Relative sharpness of the generator's pictures by blur, from 800 of them: blur in px at 112 px. */
const SHARPNESS_BY_BLUR: readonly (readonly [relative: number, blur: number])[] = [
  [1.6, 0.05],
  [1.4, 0.3],
  [1, 0.42],
  [0.75, 0.52],
  [0.5, 0.65],
  [0.33, 0.8],
  [0.2, 1.05],
  [0.1, 1.5],
];

/**
 * The shot of a twin: pose, expression, light, distance, exposure and sharpness of the fitted picture; all else as the generator drew it.
 * Nothing is worn or held before the face, for none of that is looked for in the picture.
 * @param drawn a shot of the twin's identity, of whom clothes, background and grain are kept
 */
export function twinShot(fit: FaceFit, drawn: ShotFactors): ShotFactors {
  const expression = Float32Array.from(fit.expression);
  for (const part of [EXPRESSION.gazeVergence, EXPRESSION.pupil]) expression[part] = drawn.expression[part];
  // Where somebody looks is not fitted: mostly towards the camera.
  expression[EXPRESSION.gazeYaw] = clamp((-0.8 * fit.poseDeg[0] * Math.PI) / 180, -0.5, 0.5);
  expression[EXPRESSION.gazePitch] = clamp(0.065 - (0.6 * fit.poseDeg[1] * Math.PI) / 180, -0.16, 0.3);
  return {
    ...drawn,
    expression,
    light: fit.light,
    poseDeg: fit.poseDeg,
    nuisances: {
      ...drawn.nuisances,
      hairOverride: null,
      hat: null,
      makeUp: null,
      occluder: null,
      beardOverride: null,
      camera: {
        ...drawn.nuisances.camera,
        distanceDm: clamp(fit.distanceDm, 5, 30),
        exposureStops: clamp(Math.log2(fit.meanLinear / METERED), -1.2, 1),
        redGain: 1,
        blueGain: 1,
        contrast: 0.62,
        noise: 0.004,
        blur: blurFor(fit.relativeSharpness),
        motion: [0, 0],
        resolution: 1,
        earlierJpegQuality: null,
        crop: [0, 0, 1, 0],
      },
    },
  };
}

function blurFor(relative: number): number {
  const [sharpest] = SHARPNESS_BY_BLUR;
  if (relative >= sharpest[0]) return sharpest[1];
  for (let i = 1; i < SHARPNESS_BY_BLUR.length; i++) {
    const [above, blurAbove] = SHARPNESS_BY_BLUR[i - 1];
    const [below, blurBelow] = SHARPNESS_BY_BLUR[i];
    if (relative >= below) return blurBelow + ((relative - below) / (above - below)) * (blurAbove - blurBelow);
  }
  return SHARPNESS_BY_BLUR[SHARPNESS_BY_BLUR.length - 1][1];
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));
