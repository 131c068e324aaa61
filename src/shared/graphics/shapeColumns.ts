import type { Rng } from '@shared/lib/rng';
import type { HeadModel } from './headModel';
import { clamp } from './exactMath';

/** Who is to be drawn, in the terms of the head model's macro targets. */
export interface ShapePerson {
  /** african, asian, caucasian; sums to 1. */
  readonly ancestry: readonly [number, number, number];
  /** 0 woman, 1 man. */
  readonly maleness: number;
  /** 0 is 25 years, 1 is 90. */
  readonly age01: number;
  /** −1 to 1. */
  readonly muscle: number;
  readonly weight: number;
}

/**
 * Amounts of all shape targets for a person: macro targets from the description, sliders drawn.
 * The twin of scripts/bake/shapeColumns.mjs, over whose population the shape space is whitened; a test holds the two equal.
 * @param spread multiplies the deviation of the sliders
 */
export function drawShapeAmounts(
  sampler: HeadModel['sampler'],
  person: ShapePerson,
  rng: Pick<Rng, 'normal'>,
  spread: number,
): Float64Array {
  const out = new Float64Array(sampler.columnCount);
  fillMacroAmounts(person, out);
  const woman = 1 - person.maleness;
  for (const slider of sampler.sliders) {
    const centre =
      slider.mean + woman * (slider.woman + person.age01 * slider.oldWoman) + spread * slider.sigma * rng.normal();
    const tilt = slider.sides.length > 1 ? spread * slider.asymmetry * rng.normal() : 0;
    slider.sides.forEach(([low, high], side) => {
      const amount = clamp(centre + (side === 0 ? tilt : -tilt), -slider.limit, slider.limit);
      if (amount >= 0) out[high] = amount;
      else if (low >= 0) out[low] = -amount;
    });
  }
  return out;
}

/** Twelve ancestry × gender × age columns, then 36 gender × age × muscle × weight columns. */
function fillMacroAmounts(person: ShapePerson, out: Float64Array): void {
  const gender = [1 - person.maleness, person.maleness];
  const age = [1 - person.age01, person.age01];
  const muscle = threeLevels(person.muscle);
  const weight = threeLevels(person.weight);
  let at = 0;
  for (let a = 0; a < 3; a++)
    for (let g = 0; g < 2; g++) for (let y = 0; y < 2; y++) out[at++] = person.ancestry[a] * gender[g] * age[y];
  for (let g = 0; g < 2; g++)
    for (let y = 0; y < 2; y++)
      for (let m = 0; m < 3; m++) for (let w = 0; w < 3; w++) out[at++] = gender[g] * age[y] * muscle[m] * weight[w];
}

function threeLevels(x: number): readonly [number, number, number] {
  return [Math.max(0, -x), 1 - Math.abs(x), Math.max(0, x)];
}
