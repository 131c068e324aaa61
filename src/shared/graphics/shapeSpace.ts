import { SHAPE_COMPONENT_COUNT, type HeadModel } from './headModel';

/** Whitened shape coefficients of target amounts: z = whitening · (amounts − mean). @param out first 120 values are written */
export function toShapeCoefficients(sampler: HeadModel['sampler'], amounts: Float64Array, out: Float32Array): void {
  const { columnCount, mean, whitening } = sampler;
  for (let c = 0; c < SHAPE_COMPONENT_COUNT; c++) {
    let sum = 0;
    const row = c * columnCount;
    for (let k = 0; k < columnCount; k++) sum += whitening[row + k] * (amounts[k] - mean[k]);
    out[c] = sum;
  }
}

/** Head at rest: average + Σ coefficient · component, in dm. @returns 3 per vertex */
export function shapeOf(model: HeadModel, coefficients: Float32Array): Float32Array {
  const { average, components, scales } = model.shape;
  const out = new Float32Array(average);
  const size = average.length;
  for (let c = 0; c < SHAPE_COMPONENT_COUNT; c++) {
    const factor = coefficients[c] * scales[c];
    if (factor === 0) continue;
    const from = c * size;
    for (let n = 0; n < size; n++) out[n] += factor * components[from + n];
  }
  return out;
}

/** What the shape says about a person, estimated linearly from its coefficients. */
export interface ShapeReadout {
  /** african, asian, caucasian; not negative, sums to 1. */
  readonly ancestry: readonly [number, number, number];
  readonly maleness: number;
  readonly age01: number;
}

export function readShape(model: HeadModel, coefficients: Float32Array): ShapeReadout {
  const { readout } = model.sampler;
  const values = [0, 1, 2, 3, 4].map((row) => {
    const from = row * (SHAPE_COMPONENT_COUNT + 1);
    let sum = readout[from];
    for (let c = 0; c < SHAPE_COMPONENT_COUNT; c++) sum += readout[from + 1 + c] * coefficients[c];
    return sum;
  });
  const african = Math.max(0, values[0]);
  const asian = Math.max(0, values[1]);
  const caucasian = Math.max(0, values[2]);
  const total = african + asian + caucasian || 1;
  return {
    ancestry: [african / total, asian / total, caucasian / total],
    maleness: Math.min(1, Math.max(0, values[3])),
    age01: Math.min(1, Math.max(0, values[4])),
  };
}
