import { SHAPE_COMPONENT_COUNT, type HeadModel } from '@shared/graphics/headModel';
import { makeHeadPose } from '@shared/graphics/pose';
import type { Point2 } from '../image/landmarks5';
import { solvePositive } from './cholesky';
import { EXPRESSION_UNIT_COUNT, LANDMARK_COUNT, LANDMARK_TABLE, type LandmarkTable } from './landmarkCalibration';
import { landmarkModelOf, type LandmarkModel } from './landmarkModel';

/** Head pose, camera and the amounts that the 68 points say. Angles as in ShotFactors.poseDeg, in the frame of the crop. */
export interface LandmarkFit {
  readonly yawDeg: number;
  readonly pitchDeg: number;
  readonly rollDeg: number;
  /** Pixels at 112 px of a dm in the plane of the face, and where the camera's axis lies. */
  readonly scale: number;
  readonly shiftX: number;
  readonly shiftY: number;
  readonly distanceDm: number;
  /** 120 whitened shape components: needed for the other numbers, not to be kept, for they describe the person. */
  readonly shape: Float32Array;
  /** Amounts of the 34 expression units, 0 to 1. */
  readonly units: Float32Array;
  /** Root mean square of the whitened residuals: about 1 for a face like those that the finder was calibrated on. */
  readonly residual: number;
}

/** yaw, pitch, roll in degrees / 10; log scale; shift in px / 10; log distance. */
const RIGID_COUNT = 7;
const COUNT = RIGID_COUNT + SHAPE_COMPONENT_COUNT + EXPRESSION_UNIT_COUNT;
const ROWS = 2 * LANDMARK_COUNT;
/** What is expected before looking, with deviations: wider than the generator's own poses, because real sets have wider ones. */
const RIGID_START = [0, 0, 0, Math.log(57), 5.6, 6.75, Math.log(13)] as const;
const RIGID_SPREAD = [2.5, 0.9, 1.2, 0.5, 5, 5, 0.4] as const;
const ITERATIONS = 9;
/** From this many deviations on a point counts less. */
const HUBER = 3;
const PIVOT = [0, 6.7, 0.15] as const;
const CAMERA_HEIGHT = 7;
const FACE_PLANE = 1.2;

/**
 * The most probable pose, camera, shape and expression given 68 points: Gauss–Newton on the finder's calibrated errors and the
 * head model's own distribution, points far off counting less.
 * @param points the finder's 68 points in pixels of the crop, (0, 0) at the centre of the first pixel
 * @param cropHeightPx 112 or 256 @param cropWidthPx 96 crops lack 8 columns on either side
 * @throws RangeError when there are not 68 finite points: our own fault, not the picture's
 */
export function fitLandmarks(
  model: HeadModel,
  points: readonly Point2[],
  cropWidthPx: number,
  cropHeightPx: number,
  table: LandmarkTable = LANDMARK_TABLE,
): LandmarkFit {
  const target = toStandard(points, cropWidthPx, cropHeightPx);
  const landmarks = landmarkModelOf(model, table);
  const parameters = new Float64Array(COUNT);
  const prior = new Float64Array(COUNT);
  const spread = new Float64Array(COUNT).fill(1);
  RIGID_START.forEach((value, i) => (prior[i] = value));
  RIGID_SPREAD.forEach((value, i) => (spread[i] = value));
  for (let u = 0; u < EXPRESSION_UNIT_COUNT; u++) {
    prior[RIGID_COUNT + SHAPE_COMPONENT_COUNT + u] = table.data.expressionMean[u];
    spread[RIGID_COUNT + SHAPE_COMPONENT_COUNT + u] = table.data.expressionSpread[u];
  }
  parameters.set(prior);
  for (let iteration = 0; iteration < ITERATIONS; iteration++)
    step(landmarks, table, target, parameters, prior, spread, iteration > 2);
  const residuals = residualsOf(landmarks, table, target, parameters);
  table.whitenErrors(residuals, 1);
  return {
    yawDeg: 10 * parameters[0],
    pitchDeg: 10 * parameters[1],
    rollDeg: 10 * parameters[2],
    scale: Math.exp(parameters[3]),
    shiftX: 10 * parameters[4],
    shiftY: 10 * parameters[5],
    distanceDm: Math.exp(parameters[6]),
    shape: Float32Array.from(parameters.subarray(RIGID_COUNT, RIGID_COUNT + SHAPE_COMPONENT_COUNT)),
    units: Float32Array.from(parameters.subarray(RIGID_COUNT + SHAPE_COMPONENT_COUNT)),
    residual: Math.sqrt(residuals.reduce((sum, value) => sum + value * value, 0) / ROWS),
  };
}

/** In pixels of the 112 × 112 crop, its corner at the origin as the renderer counts. */
function toStandard(points: readonly Point2[], widthPx: number, heightPx: number): Float64Array {
  const unit = 112 / heightPx;
  const flat = Float64Array.from(points.flatMap(([x, y]) => [(x + 0.5 - widthPx / 2) * unit + 56, (y + 0.5) * unit]));
  if (flat.length !== ROWS || !flat.every(Number.isFinite)) throw new RangeError('68 finite landmarks expected');
  return flat;
}

function step(
  landmarks: LandmarkModel,
  table: LandmarkTable,
  target: Float64Array,
  parameters: Float64Array,
  prior: Float64Array,
  spread: Float64Array,
  isRobust: boolean,
): void {
  const residuals = residualsOf(landmarks, table, target, parameters);
  const jacobian = jacobianOf(landmarks, table, parameters);
  if (isRobust) downWeight(table, residuals, jacobian);
  table.whitenErrors(residuals, 1);
  table.whitenErrors(jacobian, COUNT);
  const normal = new Float64Array(COUNT * COUNT);
  const right = new Float64Array(COUNT);
  for (let r = 0; r < ROWS; r++) {
    const row = r * COUNT;
    for (let i = 0; i < COUNT; i++) {
      const value = jacobian[row + i];
      if (value === 0) continue;
      right[i] += value * residuals[r];
      for (let j = 0; j <= i; j++) normal[i * COUNT + j] += value * jacobian[row + j];
    }
  }
  for (let i = 0; i < COUNT; i++) {
    const weight = 1 / (spread[i] * spread[i]);
    normal[i * COUNT + i] += weight;
    right[i] += weight * (prior[i] - parameters[i]);
  }
  solvePositive(normal, COUNT, right);
  for (let i = 0; i < COUNT; i++) parameters[i] += limited(right[i], i);
  for (let i = RIGID_COUNT + SHAPE_COMPONENT_COUNT; i < COUNT; i++)
    parameters[i] = Math.max(0, Math.min(1, parameters[i]));
  for (let i = 0; i < 3; i++) parameters[i] = Math.max(-8, Math.min(8, parameters[i]));
}

/** No angle moves by more than 25° at once, no distance by more than a fifth. */
const limited = (change: number, i: number): number => {
  const most = i < 3 ? 2.5 : i === 3 || i === 6 ? 0.25 : Infinity;
  return Math.max(-most, Math.min(most, change));
};

/** Huber's weights by point, in its own deviations. */
function downWeight(table: LandmarkTable, residuals: Float64Array, jacobian: Float64Array): void {
  for (let k = 0; k < LANDMARK_COUNT; k++) {
    const size = Math.sqrt(
      residuals[2 * k] ** 2 / table.variance(k, 0) + residuals[2 * k + 1] ** 2 / table.variance(k, 1),
    );
    if (size <= HUBER) continue;
    const weight = Math.sqrt(HUBER / size);
    for (let axis = 0; axis < 2; axis++) {
      residuals[2 * k + axis] *= weight;
      for (let c = 0; c < COUNT; c++) jacobian[(2 * k + axis) * COUNT + c] *= weight;
    }
  }
}

function residualsOf(
  landmarks: LandmarkModel,
  table: LandmarkTable,
  target: Float64Array,
  parameters: Float64Array,
): Float64Array {
  const predicted = project(positionsOf(landmarks, parameters), landmarks, table, parameters);
  return Float64Array.from(target, (value, i) => value - predicted[i]);
}

/** The 68 points at rest, dm. */
function positionsOf({ mean, shape, units }: LandmarkModel, parameters: Float64Array): Float64Array {
  const out = Float64Array.from(mean);
  [...shape, ...units].forEach((direction, i) => {
    const amount = parameters[RIGID_COUNT + i];
    if (amount !== 0) for (let n = 0; n < out.length; n++) out[n] += amount * direction[n];
  });
  return out;
}

/** The way from the rest position of a point to its place in the world: the rows of its rotation. */
function rotationsOf({ follows }: LandmarkModel, parameters: Float64Array): Float64Array[] {
  const { head, shoulders } = makeHeadPose([10 * parameters[0], 10 * parameters[1], 10 * parameters[2]]);
  return Array.from(follows, (follow) =>
    follow === 1 ? head : head.map((value, i) => follow * value + (1 - follow) * shoulders[i]),
  );
}

function project(
  positions: Float64Array,
  landmarks: LandmarkModel,
  table: LandmarkTable,
  parameters: Float64Array,
): Float64Array {
  const rotations = rotationsOf(landmarks, parameters);
  const scale = Math.exp(parameters[3]);
  const cameraZ = FACE_PLANE + Math.exp(parameters[6]);
  const out = new Float64Array(ROWS);
  for (let k = 0; k < LANDMARK_COUNT; k++) {
    const r = rotations[k];
    const x = positions[3 * k] - PIVOT[0];
    const y = positions[3 * k + 1] - PIVOT[1];
    const z = positions[3 * k + 2] - PIVOT[2];
    const near = (cameraZ - FACE_PLANE) / (cameraZ - (r[6] * x + r[7] * y + r[8] * z + PIVOT[2]));
    const [biasX, biasY] = table.biasAt(k, 10 * parameters[0], 10 * parameters[1]);
    out[2 * k] = scale * near * (r[0] * x + r[1] * y + r[2] * z + PIVOT[0]) + 10 * parameters[4] + biasX;
    out[2 * k + 1] =
      scale * near * (CAMERA_HEIGHT - (r[3] * x + r[4] * y + r[5] * z + PIVOT[1])) + 10 * parameters[5] + biasY;
  }
  return out;
}

/** Derivatives of the 136 numbers by all parameters, row by row. */
function jacobianOf(landmarks: LandmarkModel, table: LandmarkTable, parameters: Float64Array): Float64Array {
  const jacobian = new Float64Array(ROWS * COUNT);
  const positions = positionsOf(landmarks, parameters);
  const before = project(positions, landmarks, table, parameters);
  const nudged = Float64Array.from(parameters);
  for (let i = 0; i < RIGID_COUNT; i++) {
    const nudge = 1e-4;
    nudged[i] = parameters[i] + nudge;
    const after = project(positions, landmarks, table, nudged);
    nudged[i] = parameters[i];
    for (let r = 0; r < ROWS; r++) jacobian[r * COUNT + i] = (after[r] - before[r]) / nudge;
  }
  const rotations = rotationsOf(landmarks, parameters);
  const scale = Math.exp(parameters[3]);
  // Depth changes of a few hundredths of a dm move a point by far less than a pixel: across and up are enough.
  [...landmarks.shape, ...landmarks.units].forEach((direction, i) => {
    for (let k = 0; k < LANDMARK_COUNT; k++) {
      const r = rotations[k];
      const x = direction[3 * k];
      const y = direction[3 * k + 1];
      const z = direction[3 * k + 2];
      jacobian[2 * k * COUNT + RIGID_COUNT + i] = scale * (r[0] * x + r[1] * y + r[2] * z);
      jacobian[(2 * k + 1) * COUNT + RIGID_COUNT + i] = -scale * (r[3] * x + r[4] * y + r[5] * z);
    }
  });
  return jacobian;
}
