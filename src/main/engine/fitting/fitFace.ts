import { mouthOpening } from '@shared/graphics/expression';
import { EXPRESSION_COUNT } from '@shared/graphics/coefficientLayout';
import type { HeadModel } from '@shared/graphics/headModel';
import type { Point2 } from '../image/landmarks5';
import type { RgbImage } from '../image/rgbImage';
import { FACE_AREA_112, imageQuality } from '../scoring/imageQuality';
import type { LandmarkFinder } from '../scoring/landmarkFinder';
import { fitLandmarks } from './fitLandmarks';
import { fitLight } from './fitLight';
import { poseFittedHead } from './fittedHead';
import { gradientHistograms } from './gradients';
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

export type FitOutcome =
  | { readonly kind: 'fitted'; readonly fit: FaceFit }
  | { readonly kind: 'not-fitted'; readonly reason: NotFittedReason; readonly detail: string };

/** Where the face is in every aligned crop, with some margin. */
const FACE_BOX = { leftPx: 8, topPx: 24, widthPx: 96, heightPx: 96 } as const;
/** Rendered faces have residuals up to 1.4; points strewn at random have 5 and more. */
const MOST_POINT_RESIDUAL = 1.6;
const MOST_YAW_DEG = 50;
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
  return fitPoints(model, await finder.find68(standard, FACE_BOX), crop);
}

/** As `fitFace`, with the points given. @param points 68, in pixels of the crop brought to 112 × 112 px */
export function fitPoints(model: HeadModel, points: readonly Point2[], crop: RgbImage): FitOutcome {
  if (points.length !== 68 || !points.every((point) => point.every(Number.isFinite)))
    return notFitted('points-do-not-fit', 'the points are no numbers');
  const standard = standardCrop(crop);
  const landmarks = fitLandmarks(model, points, standard.widthPx, standard.heightPx);
  if (!(landmarks.residual <= MOST_POINT_RESIDUAL))
    return notFitted('points-do-not-fit', `residual ${landmarks.residual.toFixed(2)}`);
  const gradients = gradientHistograms(standard);
  const { pitchDeg, rollDeg } = refinePose(landmarks, gradients);
  if (Math.abs(landmarks.yawDeg) > MOST_YAW_DEG || Math.abs(pitchDeg) > MOST_PITCH_DEG)
    return notFitted('turned-too-far', `yaw ${landmarks.yawDeg.toFixed(0)}°, pitch ${pitchDeg.toFixed(0)}°`);
  const isGrey = isGreyPicture(standard);
  const shading = fitLight(model, poseFittedHead(model, landmarks), standard, isGrey);
  if (shading === null) return notFitted('too-little-skin', 'fewer than 60 vertices of skin are seen');
  if (!(shading.residual <= MOST_SHADING_RESIDUAL))
    return notFitted('shading-unexplained', `${(100 * shading.residual).toFixed(0)} % of the brightness`);
  const expression = new Float32Array(EXPRESSION_COUNT);
  expression.set(refineExpression(model, landmarks, points, gradients));
  const { sharpness, contrast } = imageQuality(standard, FACE_AREA_112);
  return {
    kind: 'fitted',
    fit: {
      poseDeg: [landmarks.yawDeg, pitchDeg, rollDeg],
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
