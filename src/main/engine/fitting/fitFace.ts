import { mouthOpening } from '@shared/graphics/expression';
import { EXPRESSION_COUNT } from '@shared/graphics/coefficientLayout';
import type { HeadModel } from '@shared/graphics/headModel';
import type { Point2 } from '../image/landmarks5';
import type { RgbImage } from '../image/rgbImage';
import { FACE_AREA_112, imageQuality } from '../scoring/imageQuality';
import type { LandmarkFinder } from '../scoring/landmarkFinder';
import { findPoints } from './findPoints';
import { fitLandmarks } from './fitLandmarks';
import { fitLight } from './fitLight';
import { poseFittedHead } from './fittedHead';
import { GRADIENT_TABLE, type GradientTable } from './gradientTable';
import { gradientHistograms } from './gradients';
import { LANDMARK_TABLE, type LandmarkTable } from './landmarkCalibration';
import { LIGHT_TABLE, type LightTable } from './lightTable';
import { refineExpression } from './refineExpression';
import { refinePose } from './refinePose';
import { isGreyPicture, standardCrop } from './standardCrop';

/** What one picture says about the moment it was taken, and nothing about who is in it: the fitted shape is thrown away. */
export interface FaceFit {
  /** Yaw, pitch and roll, degrees, as in ShotFactors.poseDeg, in the frame of the crop. */
  readonly poseDeg: readonly [number, number, number];
  /** 64 expression coefficients; only the 34 units are filled. */
  readonly expression: Float32Array;
  /** How far the expression parts the lips, as expression.ts counts. */
  readonly mouthOpening: number;
  /** 27 numbers; see LightFit. */
  readonly light: Float32Array;
  readonly distanceDm: number;
  readonly isGrey: boolean;
  /** Variance of the Laplacian over the variance of the luma: high for sharp (or noisy) pictures, whatever their contrast. */
  readonly relativeSharpness: number;
  /** Mean linear brightness of the skin, as the generator's camera sees it. */
  readonly meanLinear: number;
  /** Whitened residual of the points, and unexplained share of the shading. */
  readonly pointResidual: number;
  readonly shadingResidual: number;
}

export type NotFittedReason =
  'blank' | 'points-do-not-fit' | 'turned-too-far' | 'too-little-skin' | 'shading-unexplained';

/** What the fitter was taught; `npm run bench -- twinCalibration` makes others. */
export interface FitterTables {
  readonly landmarks: LandmarkTable;
  readonly gradients: GradientTable;
  readonly light: LightTable;
}
const OWN_TABLES: FitterTables = { landmarks: LANDMARK_TABLE, gradients: GRADIENT_TABLE, light: LIGHT_TABLE };

export type FitOutcome =
  | { readonly kind: 'fitted'; readonly fit: FaceFit }
  | { readonly kind: 'not-fitted'; readonly reason: NotFittedReason; readonly detail: string };

/** Ninety-nine of 100 rendered snapshots have residuals below 0.75, real frontal faces up to 0.5; most profiles and what is no face have more. */
const MOST_POINT_RESIDUAL = 0.9;
/** Faces seen from further aside are fitted as turned by some 50°, so that those are not to be trusted either. */
const MOST_YAW_DEG = 47;
const MOST_PITCH_DEG = 30;
const MOST_SHADING_RESIDUAL = 0.5;
const LEAST_CONTRAST = 5;

/**
 * Estimates pose, expression, light, sharpness and exposure of an aligned face by fitting the head model: landmarks first, then pose by
 * gradients, then light by the shading of the skin.
 * @param crop `112x112`, `96x112` or `256x256`. Leaves no tensor behind.
 */
export async function fitFace(model: HeadModel, finder: LandmarkFinder, crop: RgbImage): Promise<FitOutcome> {
  const standard = standardCrop(crop);
  const quality = imageQuality(standard, FACE_AREA_112);
  if (quality.contrast < LEAST_CONTRAST) return notFitted('blank', `contrast ${quality.contrast.toFixed(1)}`);
  return fitPoints(model, await findPoints(finder, standard), crop);
}

/** As `fitFace`, with the points given. @param points 68, in pixels of the crop brought to 112 × 112 px */
export function fitPoints(
  model: HeadModel,
  points: readonly Point2[],
  crop: RgbImage,
  tables = OWN_TABLES,
): FitOutcome {
  if (points.length !== 68 || !points.every((point) => point.every(Number.isFinite)))
    return notFitted('points-do-not-fit', 'the points are no numbers');
  const standard = standardCrop(crop);
  const landmarks = fitLandmarks(model, points, standard.widthPx, standard.heightPx, tables.landmarks);
  if (!(landmarks.residual <= MOST_POINT_RESIDUAL))
    return notFitted('points-do-not-fit', `residual ${landmarks.residual.toFixed(2)}`);
  const gradients = gradientHistograms(standard);
  const poseDeg = refinePose(landmarks, points, gradients, tables.gradients);
  if (Math.abs(poseDeg[0]) > MOST_YAW_DEG || Math.abs(poseDeg[1]) > MOST_PITCH_DEG)
    return notFitted('turned-too-far', `yaw ${poseDeg[0].toFixed(0)}°, pitch ${poseDeg[1].toFixed(0)}°`);
  const isGrey = isGreyPicture(standard);
  const shading = fitLight(model, poseFittedHead(model, landmarks), standard, isGrey, tables.light);
  if (shading === null) return notFitted('too-little-skin', 'fewer than 60 vertices of skin are seen');
  if (!(shading.residual <= MOST_SHADING_RESIDUAL))
    return notFitted('shading-unexplained', `${(100 * shading.residual).toFixed(0)} % of the brightness`);
  const expression = new Float32Array(EXPRESSION_COUNT);
  expression.set(refineExpression(model, landmarks, points, gradients, tables.gradients));
  const { sharpness, contrast } = imageQuality(standard, FACE_AREA_112);
  return {
    kind: 'fitted',
    fit: {
      poseDeg,
      expression,
      mouthOpening: mouthOpening(model, expression),
      light: shading.light,
      distanceDm: landmarks.distanceDm,
      isGrey,
      relativeSharpness: sharpness / (contrast * contrast),
      meanLinear: shading.meanLinear,
      pointResidual: landmarks.residual,
      shadingResidual: shading.residual,
    },
  };
}

const notFitted = (reason: NotFittedReason, detail: string): FitOutcome => ({ kind: 'not-fitted', reason, detail });
