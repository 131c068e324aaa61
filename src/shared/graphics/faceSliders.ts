import { IDENTITY, IDENTITY_COUNT } from './coefficientLayout';
import { MEASUREMENTS, measure, type Linear } from './faceMeasurements';
import { SHAPE_COMPONENT_COUNT, type HeadModel } from './headModel';
import { solve } from './linearSolve';

/**
 * Sliders that mean something, as straight lines through the 160 identity coefficients.
 *
 * Shape: a measurement (a distance between landmarks along an axis) is linear in the 120 whitened components z, m = m₀ + g·z, because vertices are.
 * With all gradients as rows of G, the line D = Gᵀ(GGᵀ)⁻¹ of a measurement changes it by 1 and every other measurement by 0, and among all changes that
 * do so it is the smallest in z: the likeliest face with that one difference. Sex, age and ancestry are linear estimates from the shape
 * (`readShape`'s weights) and are held still by measurements; measurements move with them.
 */
export interface FaceSlider {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly group: 'face' | 'eyes' | 'nose' | 'mouth' | 'person' | 'skin' | 'hair';
  readonly unit: 'mm' | '%' | 'years' | 'sd';
  /** Value = offset + weights · coefficients. 160 numbers. */
  readonly offset: number;
  readonly weights: Float64Array;
  /** Change of the coefficients for a change of the value by 1; weights · direction = 1. 160 numbers. */
  readonly direction: Float64Array;
  /** Values between which the slider moves: ±3 deviations of the population, or what the estimate can mean. */
  readonly min: number;
  readonly max: number;
}

/** Value of a slider for identity coefficients (160 numbers). */
export function readSlider(slider: Pick<FaceSlider, 'offset' | 'weights'>, coefficients: ArrayLike<number>): number {
  let value = slider.offset;
  for (let i = 0; i < IDENTITY_COUNT; i++) value += slider.weights[i] * coefficients[i];
  return value;
}

/** The identity with the slider at `value`; everything that the slider does not stand for stays. @returns 160 new numbers */
export function moveSlider(
  slider: Pick<FaceSlider, 'offset' | 'weights' | 'direction'>,
  coefficients: Float32Array,
  value: number,
): Float32Array {
  const change = value - readSlider(slider, coefficients);
  return Float32Array.from(coefficients, (old, i) => old + change * slider.direction[i]);
}

/** Row of `readout`, times `scale`. */
function readoutRow(model: HeadModel, row: number, scale: number, shift = 0): Linear {
  const { readout } = model.sampler;
  const from = row * (SHAPE_COMPONENT_COUNT + 1);
  const weights = new Float64Array(IDENTITY_COUNT);
  for (let c = 0; c < SHAPE_COMPONENT_COUNT; c++) weights[c] = scale * readout[from + 1 + c];
  return { offset: shift + scale * readout[from], weights };
}

/** Rows D with G·D = 1 and the smallest norm: for each of `moved`, holding all of `held` (which includes it). */
function leastDirections(moved: readonly number[], held: readonly Linear[]): Float64Array[] {
  const count = held.length;
  const gram = held.map((a) => held.map((b) => dot(a.weights, b.weights)));
  return moved.map((row) => {
    const shares = solve(
      gram,
      Array.from({ length: count }, (_, i) => (i === row ? 1 : 0)),
    );
    const direction = new Float64Array(IDENTITY_COUNT);
    shares.forEach((share, k) => held[k].weights.forEach((weight, i) => (direction[i] += share * weight)));
    return direction;
  });
}

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
};

/** Years per unit of the model's own age and where it begins, as identityDraw turns years into it (between its factors for women and men). */
const YEARS_PER_UNIT = 65 / 0.78;
const YOUNGEST = 25;

/** What goes with a year and with maleness in skin and hair, on average, as identityDraw draws it. */
const PER_YEAR: Readonly<Partial<Record<keyof typeof IDENTITY, number>>> = {
  foreheadLines: 2.8 / 57,
  frownLines: 2.8 / 57,
  crowsFeet: 2.8 / 57,
  nasolabial: 2.8 / 57,
  crepe: 2.8 / 57,
  eyeBags: 2.8 / 57,
  ageSpots: 2.8 / 57,
  blotch: 1.5 / 57,
  underEye: 0.8 / 57,
  hairGrey: 3.2 / 57,
};
const PER_PERCENT_MALE: Readonly<Partial<Record<keyof typeof IDENTITY, number>>> = {
  browHeight: -0.01,
  browThickness: 0.01,
  browArch: -0.008,
  browDensity: 0.007,
  pores: 0.007,
  lipTint: -0.011,
  stubble: 0.015,
};

function withAppearance(direction: Float64Array, amounts: typeof PER_YEAR): Float64Array {
  const out = Float64Array.from(direction);
  for (const [name, amount] of Object.entries(amounts)) out[IDENTITY[name as keyof typeof IDENTITY]] += amount; // keys of the table above
  return out;
}

function personSliders(model: HeadModel): FaceSlider[] {
  const [african, asian, caucasian] = [0, 1, 2].map((row) => readoutRow(model, row, 100));
  const male = readoutRow(model, 3, 100);
  const age = readoutRow(model, 4, YEARS_PER_UNIT, YOUNGEST);
  const [maleWay, ageWay] = leastDirections([0, 1], [male, age, african, asian]);
  const slider = (
    id: string,
    label: string,
    hint: string,
    unit: FaceSlider['unit'],
    value: Linear,
    direction: Float64Array,
    max: number,
  ): FaceSlider => ({
    id,
    label,
    hint,
    group: 'person',
    unit,
    ...value,
    direction,
    min: unit === 'years' ? 18 : 0,
    max,
  });
  const ancestry = (id: string, label: string, value: Linear): FaceSlider =>
    slider(
      id,
      label,
      'Share as estimated from the shape; the other two give way.',
      '%',
      value,
      leastDirections([0], [value, male, age])[0],
      100,
    );
  return [
    slider(
      'age',
      'Age',
      'As estimated from the shape; lines, spots and grey hair follow.',
      'years',
      age,
      withAppearance(ageWay, PER_YEAR),
      90,
    ),
    slider(
      'maleness',
      'Sex (female – male)',
      'Maleness as estimated from the shape: 0 % female, 100 % male. Brows, pores and stubble follow.',
      '%',
      male,
      withAppearance(maleWay, PER_PERCENT_MALE),
      100,
    ),
    ancestry('african', 'African', african),
    ancestry('asian', 'Asian', asian),
    ancestry('caucasian', 'Caucasian', caucasian),
  ];
}

function shapeSliders(model: HeadModel): FaceSlider[] {
  const values = MEASUREMENTS.map((measurement) => measure(model, measurement));
  const held = [...values, ...[0, 1, 3, 4].map((row) => readoutRow(model, row, 1))];
  const directions = leastDirections(
    values.map((_, i) => i),
    held,
  );
  return MEASUREMENTS.map(({ id, label, hint, group }, i) => {
    // Components have deviation 1, so the length of the gradient is the deviation of the measurement.
    const reach = 3 * Math.sqrt(dot(values[i].weights, values[i].weights));
    const { offset } = values[i];
    return {
      id,
      label,
      hint,
      group,
      unit: 'mm',
      ...values[i],
      direction: directions[i],
      min: offset - reach,
      max: offset + reach,
    };
  });
}

/** One coefficient, or several that move together; the value is their mean, in deviations of the population. */
function coefficientSlider(
  group: FaceSlider['group'],
  label: string,
  hint: string,
  names: readonly (keyof typeof IDENTITY)[],
  min = -3,
  max = 3,
): FaceSlider {
  const weights = new Float64Array(IDENTITY_COUNT);
  const direction = new Float64Array(IDENTITY_COUNT);
  for (const name of names) {
    weights[IDENTITY[name]] = 1 / names.length;
    direction[IDENTITY[name]] = 1;
  }
  return { id: names[0], label, hint, group, unit: 'sd', offset: 0, weights, direction, min, max };
}

const APPEARANCE: readonly FaceSlider[] = [
  coefficientSlider('skin', 'Skin tone', 'Melanin: from light to dark.', ['melanin']),
  coefficientSlider('skin', 'Ruddiness', 'Blood under the skin.', ['haemoglobin']),
  coefficientSlider('skin', 'Lines', 'Forehead, frown, eyes and mouth together.', [
    'foreheadLines',
    'frownLines',
    'crowsFeet',
    'nasolabial',
    'crepe',
    'eyeBags',
  ]),
  coefficientSlider('skin', 'Freckles', 'They fade on dark skin.', ['freckles']),
  coefficientSlider('skin', 'Moles', 'How many and how dark.', ['moles']),
  coefficientSlider('skin', 'Pores', 'Grain of the skin.', ['pores']),
  coefficientSlider('hair', 'Hair colour', 'From blond to black.', ['hairMelanin'], -5, 1),
  coefficientSlider('hair', 'Grey hair', 'Share of white hairs.', ['hairGrey']),
  coefficientSlider('hair', 'Stubble', 'Beard shadow.', ['stubble']),
  coefficientSlider('hair', 'Brow thickness', 'Height of the brows.', ['browThickness']),
  coefficientSlider('hair', 'Brow height', 'Above the eyes.', ['browHeight']),
  coefficientSlider('eyes', 'Eye colour', 'From pale to dark.', ['eyeMelanin'], -4, 3),
];

/** All meaningful sliders of a head model. Made once per model; a few milliseconds. */
export function faceSliders(model: HeadModel): readonly FaceSlider[] {
  return [...personSliders(model), ...shapeSliders(model), ...APPEARANCE];
}
