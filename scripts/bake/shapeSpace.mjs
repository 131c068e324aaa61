import { eigenSymmetric } from './eigen.mjs';
import { drawPerson, makeNormal, makeUniform } from './population.mjs';
import { shapeAmounts } from './shapeColumns.mjs';

const PEOPLE = 6000;
const SEED = 20260;

/**
 * Principal components of the head shape over the population, whitened, in the metric of `weights` (one per vertex).
 * With column amounts f, Cov f = E D Eᵀ, R = E √D and M = Rᵀ G R = U Λ Uᵀ (G: weighted Gram matrix of the targets),
 * a shape is mean + Σ z_k · (B R U)_k with z = Uᵀ D^(-1/2) Eᵀ (f − mean f): mean 0 and unit covariance by construction.
 * @param {Int16Array[]} targets one per column, 3 per vertex, 1e-3 dm
 */
export function makeShapeSpace({ base, targets, weights, sliders, componentCount, log }) {
  const size = targets.length;
  const { amounts, people } = drawPopulation(sliders, size);
  const mean = new Float64Array(size);
  for (const row of amounts) for (let k = 0; k < size; k++) mean[k] += row[k] / PEOPLE;
  log('shape space: covariance of the sliders');
  const covariance = outerMean(amounts, mean, size);
  const first = eigenSymmetric(covariance, size);
  let rank = 0;
  while (rank < size && first.values[rank] > first.values[0] * 1e-9) rank++;
  const root = new Float64Array(size * rank);
  for (let k = 0; k < size; k++)
    for (let r = 0; r < rank; r++) root[k * rank + r] = first.vectors[r * size + k] * Math.sqrt(first.values[r]);
  log('shape space: components');
  const gram = gramMatrix(targets, weights);
  const second = eigenSymmetric(sandwich(root, gram, size, rank), rank);
  const kept = second.values.subarray(0, componentCount).reduce((sum, x) => sum + x, 0);
  const all = second.values.reduce((sum, x) => sum + Math.max(0, x), 0);
  log(
    `shape space: ${componentCount} of ${rank} components hold ${((100 * kept) / all).toFixed(2)} % of the weighted variance`,
  );
  const mixing = new Float64Array(size * componentCount);
  const whitening = new Float64Array(componentCount * size);
  for (let c = 0; c < componentCount; c++) {
    for (let k = 0; k < size; k++) {
      let mixed = 0;
      let whitened = 0;
      for (let r = 0; r < rank; r++) {
        const u = second.vectors[c * rank + r];
        mixed += root[k * rank + r] * u;
        whitened += (first.vectors[r * size + k] * u) / Math.sqrt(first.values[r]);
      }
      mixing[k * componentCount + c] = mixed;
      whitening[c * size + k] = whitened;
    }
  }
  return {
    ...combine(base, targets, mean, mixing, componentCount),
    mean: Float32Array.from(mean),
    whitening,
    readout: makeReadout(amounts, people, mean, whitening, componentCount),
  };
}

function drawPopulation(sliders, size) {
  const uniform = makeUniform(SEED);
  const normal = makeNormal(uniform);
  const people = [];
  const amounts = [];
  for (let i = 0; i < PEOPLE; i++) {
    const person = drawPerson(uniform, normal);
    const row = new Float64Array(size);
    shapeAmounts(sliders, person, normal, row);
    people.push(person);
    amounts.push(row);
  }
  return { people, amounts };
}

function outerMean(rows, mean, size) {
  const out = new Float64Array(size * size);
  const centred = new Float64Array(size);
  for (const row of rows) {
    for (let k = 0; k < size; k++) centred[k] = row[k] - mean[k];
    for (let i = 0; i < size; i++) {
      const x = centred[i] / rows.length;
      if (x !== 0) for (let j = i; j < size; j++) out[i * size + j] += x * centred[j];
    }
  }
  return mirror(out, size);
}

function gramMatrix(targets, weights) {
  const size = targets.length;
  const out = new Float64Array(size * size);
  const weighted = new Float64Array(targets[0].length);
  for (let i = 0; i < size; i++) {
    const moved = [];
    for (let n = 0; n < weighted.length; n++) {
      weighted[n] = targets[i][n] * 1e-6 * weights[Math.floor(n / 3)];
      if (weighted[n] !== 0) moved.push(n);
    }
    for (let j = i; j < size; j++) {
      let sum = 0;
      const other = targets[j];
      for (const n of moved) sum += weighted[n] * other[n];
      out[i * size + j] = sum;
    }
  }
  return mirror(out, size);
}

function mirror(matrix, size) {
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) matrix[i * size + j] = matrix[j * size + i];
  return matrix;
}

/** rootᵀ · gram · root */
function sandwich(root, gram, size, rank) {
  const half = new Float64Array(size * rank);
  for (let i = 0; i < size; i++)
    for (let k = 0; k < size; k++) {
      const g = gram[i * size + k];
      if (g !== 0) for (let r = 0; r < rank; r++) half[i * rank + r] += g * root[k * rank + r];
    }
  const out = new Float64Array(rank * rank);
  for (let i = 0; i < size; i++)
    for (let r = 0; r < rank; r++) {
      const x = root[i * rank + r];
      if (x !== 0) for (let s = 0; s < rank; s++) out[r * rank + s] += x * half[i * rank + s];
    }
  return out;
}

/** Mean head and components in space; a component is Int16 with one scale. */
function combine(base, targets, mean, mixing, componentCount) {
  const average = Float64Array.from(base);
  const dense = Array.from({ length: componentCount }, () => new Float64Array(base.length));
  targets.forEach((target, k) => {
    for (let n = 0; n < base.length; n++) {
      const delta = target[n] * 1e-3;
      if (delta === 0) continue;
      average[n] += delta * mean[k];
      for (let c = 0; c < componentCount; c++) dense[c][n] += delta * mixing[k * componentCount + c];
    }
  });
  const scales = new Float32Array(componentCount);
  const components = new Int16Array(componentCount * base.length);
  dense.forEach((values, c) => {
    let largest = 0;
    for (let n = 0; n < values.length; n++) largest = Math.max(largest, Math.abs(values[n]));
    scales[c] = largest / 32000;
    for (let n = 0; n < values.length; n++) components[c * base.length + n] = Math.round(values[n] / scales[c]);
  });
  return { average: Float32Array.from(average), components, scales };
}

/** Linear estimates from the coefficients: [african, asian, caucasian, maleness, age01], each a mean and a row. The coefficients are white, so a row is a covariance. */
function makeReadout(amounts, people, mean, whitening, componentCount) {
  const values = people.map((person) => [...person.ancestry, person.maleness, person.age01]);
  const rows = new Float32Array(5 * (componentCount + 1));
  const centre = [0, 1, 2, 3, 4].map((k) => values.reduce((sum, row) => sum + row[k], 0) / people.length);
  const sums = new Float64Array(5 * componentCount);
  amounts.forEach((row, i) => {
    for (let c = 0; c < componentCount; c++) {
      let z = 0;
      for (let k = 0; k < mean.length; k++) z += whitening[c * mean.length + k] * (row[k] - mean[k]);
      for (let q = 0; q < 5; q++) sums[q * componentCount + c] += ((values[i][q] - centre[q]) * z) / people.length;
    }
  });
  for (let q = 0; q < 5; q++) {
    rows[q * (componentCount + 1)] = centre[q];
    for (let c = 0; c < componentCount; c++) rows[q * (componentCount + 1) + 1 + c] = sums[q * componentCount + c];
  }
  return rows;
}
