import type { LandmarkFit } from '../../src/main/engine/fitting/fitLandmarks';
import { mirrorCrop, mirrorPoints } from '../../src/main/engine/fitting/findPoints';
import { gradientHistograms } from '../../src/main/engine/fitting/gradients';
import type { GradientTable } from '../../src/main/engine/fitting/gradientTable';
import { mouthTerms } from '../../src/main/engine/fitting/refineExpression';
import { poseTerms } from '../../src/main/engine/fitting/refinePose';
import type { HeadModel } from '../../src/shared/graphics/headModel';
import type { FoundFace } from './landmarkTable';
import { ridgeRegression, rounded } from './leastSquares';

export interface FittedFace extends FoundFace {
  readonly fit: LandmarkFit;
  /** How much it counts for the pose. */
  readonly weight: number;
}

const POSE_RIDGE = 80;
const MOUTH_RIDGE = 20;
/** Errors beyond this are blunders of the finder that no gradient undoes, degrees. */
const MOST_ERROR_DEG = 14;
/** Regression draws amounts towards their mean; so much of that is undone. */
const WIDENED = 1.2;
const SMILE = 'mouth-corner-puller';

/** Learns from each face and its mirror image what the gradients add to the points. */
export function makeGradientTable(model: HeadModel, faces: readonly FittedFace[]): GradientTable {
  const smile = model.expression.unitNames.indexOf(SMILE);
  const both = faces.flatMap((face) => [seenPlainly(face), seenInMirror(model, face)]);
  const pose = ridgeRegression(
    both.map(({ fit, points, gradients, root }) => poseTerms(fit, points, gradients).map((term) => root * term)),
    both.map(({ error, root }) =>
      error.map((value) => root * Math.max(-MOST_ERROR_DEG, Math.min(MOST_ERROR_DEG, value))),
    ),
    () => POSE_RIDGE,
  );
  const mouthRows = both.map(({ fit, points, gradients }) => mouthTerms(fit, points, gradients));
  const amounts = both.map(({ face }) => [face.expression[smile], face.mouthOpening]);
  const mouth = ridgeRegression(mouthRows, amounts, () => MOUTH_RIDGE);
  const [yaw, pitch, roll] = pose.map((weights) => rounded(weights));
  const [smileWeights, mouthOpening] = mouth.map((weights, t) =>
    rounded(widened(weights, mouthRows[0][0], amounts, t)),
  );
  return { yaw, pitch, roll, smile: smileWeights, mouthOpening };
}

interface Example {
  readonly face: FoundFace['face'];
  readonly fit: LandmarkFit;
  readonly points: FoundFace['points'];
  readonly gradients: Float32Array;
  readonly error: readonly number[];
  /** Root of the weight. */
  readonly root: number;
}

function seenPlainly({ face, points, fit, weight }: FittedFace): Example {
  const { poseDeg } = face;
  const error = [poseDeg[0] - fit.yawDeg, poseDeg[1] - fit.pitchDeg, poseDeg[2] - fit.rollDeg];
  return { face, fit, points, gradients: gradientHistograms(face.crop), error, root: Math.sqrt(weight) };
}

/** As the mirror image would be fitted, nearly. */
function seenInMirror(model: HeadModel, { face, points, fit, weight }: FittedFace): Example {
  const { poseDeg, crop } = face;
  const { unitNames } = model.expression;
  const units = fit.units.map((_amount, u) => fit.units[Math.max(0, unitNames.indexOf(otherSide(unitNames[u])))]);
  return {
    face,
    fit: { ...fit, yawDeg: -fit.yawDeg, rollDeg: -fit.rollDeg, units },
    points: mirrorPoints(points, crop.widthPx),
    gradients: gradientHistograms(mirrorCrop(crop)),
    error: [fit.yawDeg - poseDeg[0], poseDeg[1] - fit.pitchDeg, fit.rollDeg - poseDeg[2]],
    root: Math.sqrt(weight),
  };
}

const otherSide = (unit: string): string =>
  unit.replace(/-(left|right)/, (_match, side) => (side === 'left' ? '-right' : '-left'));

function widened(
  weights: Float64Array,
  constant: number,
  amounts: readonly (readonly number[])[],
  t: number,
): Float64Array {
  const mean = amounts.reduce((sum, row) => sum + row[t], 0) / amounts.length;
  const out = weights.map((weight) => WIDENED * weight);
  out[0] -= ((WIDENED - 1) * mean) / constant;
  return out;
}
