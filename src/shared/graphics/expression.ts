import { EXPRESSION, SIDED_UNITS } from './coefficientLayout';
import { smoothStep } from './exactMath';
import type { HeadModel, SparseTarget } from './headModel';

/** Deltas of the pack are thousandths of a dm. */
const DELTA = 1e-3;
const SMALLEST = 0.002;
/** Half the width over which a left-right difference changes sign, dm. */
const MIDDLE = 0.22;

/**
 * Moves a head at rest into an expression.
 * @param ancestry weights of the three sets of expression units @param expression 64 numbers @param positions changed in place
 */
export function applyExpression(
  model: HeadModel,
  ancestry: readonly [number, number, number],
  expression: Float32Array,
  positions: Float32Array,
): void {
  const { unitNames, units, correctives } = model.expression;
  units.forEach((targets, unit) => {
    const amount = expression[EXPRESSION.unitFirst + unit];
    if (Math.abs(amount) < SMALLEST) return;
    const side = (SIDED_UNITS as readonly string[]).indexOf(unitNames[unit]);
    const tilt = side < 0 ? 0 : expression[EXPRESSION.sideFirst + side];
    targets.forEach((target, a) => {
      if (ancestry[a] > 0.01) addTarget(target, amount * ancestry[a] * DELTA, tilt, positions);
    });
  });
  correctives.forEach((sides, corrective) => {
    const amount = expression[EXPRESSION.correctiveFirst + corrective];
    if (Math.abs(amount) >= SMALLEST) addTarget(sides[amount < 0 ? 0 : 1], Math.abs(amount) * DELTA, 0, positions);
  });
}

/** @param tilt −1 to 1: share that moves from the right side of the face to the left */
function addTarget(target: SparseTarget, amount: number, tilt: number, positions: Float32Array): void {
  const { indices, deltas } = target;
  for (let i = 0, d = 0; i < indices.length; i++, d += 3) {
    const n = 3 * indices[i];
    const factor = tilt === 0 ? amount : amount * (1 + tilt * (2 * smoothStep(-MIDDLE, MIDDLE, positions[n]) - 1));
    positions[n] += factor * deltas[d];
    positions[n + 1] += factor * deltas[d + 1];
    positions[n + 2] += factor * deltas[d + 2];
  }
}

const OPENING: readonly (readonly [unit: string, share: number])[] = [
  ['mouth-open', 1],
  ['mouth-part-later', 0.6],
  ['mouth-upward-retraction', 0.5],
  ['mouth-parling', 0.5],
  ['mouth-eversion', 0.4],
  ['mouth-depression-retraction', 0.4],
];

/** How far the expression parts the lips: what may be seen of teeth and tongue. 0 is closed. */
export function mouthOpening(model: HeadModel, expression: Float32Array): number {
  let sum = 0;
  for (const [name, share] of OPENING) {
    const unit = model.expression.unitNames.indexOf(name);
    if (unit >= 0) sum += share * expression[EXPRESSION.unitFirst + unit];
  }
  return sum;
}
