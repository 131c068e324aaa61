import type { BakedPerson } from './population.mjs';

export interface BakedSlider {
  readonly name: string;
  readonly sigma: number;
  readonly asymmetry: number;
  readonly limit: number;
  readonly mean: number;
  readonly woman: number;
  readonly oldWoman: number;
  readonly sides: readonly (readonly [number, number])[];
}
export function shapeAmounts(
  sliders: readonly BakedSlider[],
  person: BakedPerson,
  normal: () => number,
  out: Float64Array,
): void;
