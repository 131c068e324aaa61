import { SHAPE_COMPONENT_COUNT, type HeadModel } from '@shared/graphics/headModel';
import { smoothStep } from '@shared/graphics/exactMath';
import { EXPRESSION_UNIT_COUNT, LANDMARK_COUNT, type LandmarkTable } from './landmarkCalibration';

/** Thousandths of a dm, as the head model's pack stores displacements. */
const DELTA = 1e-3;
/** Where the neck begins to follow the head and where it follows wholly, dm (pose.ts). */
const NECK = [5.5, 6.75] as const;

/** The head model at the 68 landmarks only: position = mean + Σ z · shape + Σ e · unit, dm. */
export interface LandmarkModel {
  /** 68 × 3. */
  readonly mean: Float64Array;
  /** [component][68 × 3]. */
  readonly shape: readonly Float64Array[];
  /** [unit][68 × 3]; the mean of the three ancestries' units. */
  readonly units: readonly Float64Array[];
  /** How far each point follows the head and not the shoulders, 0 to 1. */
  readonly follows: Float64Array;
}

const cache = new WeakMap<LandmarkTable, WeakMap<HeadModel, LandmarkModel>>();

/** Made once for each head model and table. */
export function landmarkModelOf(model: HeadModel, table: LandmarkTable): LandmarkModel {
  let ofTable = cache.get(table);
  if (ofTable === undefined) cache.set(table, (ofTable = new WeakMap()));
  let made = ofTable.get(model);
  if (made === undefined) ofTable.set(model, (made = makeLandmarkModel(model, table)));
  return made;
}

function makeLandmarkModel(model: HeadModel, { data: { points } }: LandmarkTable): LandmarkModel {
  const { average, components, scales } = model.shape;
  const pick = (source: ArrayLike<number>, offset: number, scale: number): Float64Array =>
    Float64Array.from(
      { length: 3 * LANDMARK_COUNT },
      (_unused, n) => scale * source[offset + 3 * points[Math.floor(n / 3)].vertex + (n % 3)],
    );
  const mean = pick(average, 0, 1);
  return {
    mean,
    shape: Array.from({ length: SHAPE_COMPONENT_COUNT }, (_unused, c) =>
      pick(components, c * average.length, scales[c]),
    ),
    units: model.expression.units.slice(0, EXPRESSION_UNIT_COUNT).map((targets) => {
      const whole = new Float64Array(average.length);
      for (const { indices, deltas } of targets)
        indices.forEach((vertex, i) => {
          for (let c = 0; c < 3; c++) whole[3 * vertex + c] += (deltas[3 * i + c] * DELTA) / targets.length;
        });
      return pick(whole, 0, 1);
    }),
    follows: Float64Array.from({ length: LANDMARK_COUNT }, (_unused, k) =>
      smoothStep(NECK[0], NECK[1], mean[3 * k + 1]),
    ),
  };
}
