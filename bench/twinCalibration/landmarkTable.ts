import {
  BIAS_TERMS,
  biasTerms,
  LANDMARK_COUNT,
  SHARED_COUNT,
  type LandmarkTableData,
} from '../../src/main/engine/fitting/landmarkCalibration';
import type { Point2 } from '../../src/main/engine/image/landmarks5';
import { headSurface } from '../../src/shared/graphics/buildIdentity';
import type { HeadModel } from '../../src/shared/graphics/headModel';
import type { RenderedFace } from '../../src/main/engine/fitting/renderedFaces.testing';
import { principalLoadings, quantile, ridgeRegression, rounded } from './leastSquares';

/** A face and what the finder said about it. */
export interface FoundFace {
  readonly face: RenderedFace;
  readonly points: readonly Point2[];
}

/** Vertices are chosen on so many faces, which is enough to tell them apart; shifts and errors come from all. */
const CHOSEN_ON = 500;
/** Only vertices whose mean picture is so near to the point's are looked at, px. */
const NEAR = 12;
/** A vertex that lies on the point is better than one that follows it from afar: px of jitter that a px of shift is worth. */
const OFFSET_COST = 0.25;
const LEAST_VARIANCE = 0.05;
const LEAST_UNIT_SPREAD = 0.02;

/** Finds out, for each of the 68 points, what on the head it follows, how it slides with the pose, and how it errs. */
export function makeLandmarkTable(model: HeadModel, found: readonly FoundFace[]): LandmarkTableData {
  const terms = found.map(({ face: { poseDeg } }) => biasTerms(poseDeg[0], poseDeg[1]));
  const candidates = frontVertices(model);
  const residuals = found.map(() => new Float64Array(2 * LANDMARK_COUNT));
  const chosen = Array.from({ length: LANDMARK_COUNT }, (_unused, k) => {
    const vertex = chooseVertex(found.slice(0, CHOSEN_ON), terms, candidates, k);
    const offsets = found.map((one) => offsetOf(one, k, vertex));
    const bias = fitBias(terms, offsets);
    offsets.forEach((offset, i) => residuals[i].set(lessBias(offset, bias, terms[i]), 2 * k));
    return { vertex, bias };
  });
  const { spread, loadings } = errorsOf(residuals);
  const units = found[0].face.expression.length;
  const moments = Array.from({ length: Math.min(34, units) }, (_unused, u) =>
    moment(found.map(({ face }) => face.expression[u])),
  );
  return {
    points: chosen.map(({ vertex, bias }, k) => ({
      vertex,
      bias: rounded([...bias[0], ...bias[1]]),
      spread: rounded([spread[2 * k], spread[2 * k + 1]]),
      shared: rounded([0, 1].flatMap((axis) => loadings.map((loading) => loading[2 * k + axis]))),
    })),
    expressionMean: rounded(moments.map(({ mean }) => mean)),
    expressionSpread: rounded(moments.map(({ spread: s }) => Math.max(LEAST_UNIT_SPREAD, s))),
  };
}

function frontVertices(model: HeadModel): number[] {
  const { average } = model.shape;
  return [...new Set(headSurface(model).outer)].filter(
    (vertex) => average[3 * vertex + 2] > -0.3 && average[3 * vertex + 1] > 5.8,
  );
}

/** From the vertex's picture to the point, both measured from the crop's corner. */
const offsetOf = ({ face, points }: FoundFace, k: number, vertex: number): Point2 => [
  points[k][0] + 0.5 - face.vertexX[vertex],
  points[k][1] + 0.5 - face.vertexY[vertex],
];

type Bias = readonly Float64Array[];
const fitBias = (terms: readonly (readonly number[])[], offsets: readonly Point2[]): Bias =>
  ridgeRegression(terms, offsets, () => 1e-6);

function lessBias([x, y]: Point2, bias: Bias, terms: readonly number[]): Point2 {
  let [dx, dy] = [x, y];
  for (let t = 0; t < BIAS_TERMS; t++) {
    dx -= bias[0][t] * terms[t];
    dy -= bias[1][t] * terms[t];
  }
  return [dx, dy];
}

function chooseVertex(
  found: readonly FoundFace[],
  terms: readonly (readonly number[])[],
  candidates: readonly number[],
  k: number,
): number {
  const seen = terms.slice(0, found.length);
  let best = -1;
  let least = Infinity;
  for (const vertex of candidates) {
    const offsets = found.map((one) => offsetOf(one, k, vertex));
    const [meanX, meanY] = [0, 1].map((axis) => offsets.reduce((sum, o) => sum + o[axis], 0) / offsets.length);
    if (Math.hypot(meanX, meanY) > NEAR) continue;
    const bias = fitBias(seen, offsets);
    const jitter = quantile(
      offsets.map((offset, i) => Math.hypot(...lessBias(offset, bias, seen[i]))),
      0.5,
    );
    const cost = jitter + OFFSET_COST * (Math.abs(meanX) + Math.abs(meanY));
    if (cost < least) [best, least] = [vertex, cost];
  }
  return best;
}

/** Covariance of the residuals as what all points err together and what each errs alone. */
function errorsOf(residuals: readonly Float64Array[]): {
  readonly spread: number[];
  readonly loadings: Float64Array[];
} {
  const n = 2 * LANDMARK_COUNT;
  const covariance = new Float64Array(n * n);
  for (const row of residuals)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) covariance[i * n + j] += (row[i] * row[j]) / residuals.length;
  const loadings = principalLoadings(covariance, n, SHARED_COUNT);
  const spread = Array.from({ length: n }, (_unused, i) =>
    Math.sqrt(Math.max(LEAST_VARIANCE, covariance[i * n + i] - loadings.reduce((sum, l) => sum + l[i] ** 2, 0))),
  );
  return { spread, loadings };
}

function moment(values: readonly number[]): { readonly mean: number; readonly spread: number } {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return { mean, spread: Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length) };
}
