import { factorsOf, withIdentity, withShot } from './explored';
import type { Explored, Factor } from './explored';

/** One slider of any factor. */
export interface FactorSlider {
  readonly id: string;
  readonly factor: Factor;
  readonly label: string;
  readonly hint: string;
  /** Heading within its panel. */
  readonly group: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly format: (value: number) => string;
  readonly read: (state: Explored) => number;
  readonly write: (state: Explored, value: number) => Explored;
}

export const signed = (value: number, digits: number): string =>
  `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toFixed(digits)}`;
export const degrees = (value: number): string => `${signed(Math.round(value), 0)}°`;
export const percent = (value: number): string => `${Math.round(100 * value)} %`;

/** A number of a vector; 0 past its end. */
export const at = (values: ArrayLike<number>, index: number): number => values[index] ?? 0;

type VectorFactor = 'expression' | 'light' | 'background';

/** One number of a vector. */
export function componentSlider(
  factor: VectorFactor | 'identity',
  index: number,
  label: string,
  min: number,
  max: number,
  hint?: string,
): FactorSlider {
  return {
    id: `${factor}.${index}`,
    factor,
    label,
    hint: [hint, `Number ${index + 1} of ${factor}.`].filter(Boolean).join(' '),
    group: '',
    min,
    max,
    step: 0.01,
    format: (value) => signed(value, 2),
    read: (state) =>
      factor === 'identity' ? at(factorsOf(state).identity.coefficients, index) : at(state.shot[factor], index),
    write: (state, value) =>
      factor === 'identity'
        ? withIdentity(state, (identity) => ({
            ...identity,
            coefficients: replaced(identity.coefficients, index, value),
          }))
        : withShot(state, { [factor]: replaced(state.shot[factor], index, value) }),
  };
}

function replaced(values: Float32Array, index: number, value: number): Float32Array {
  const out = values.slice();
  out[index] = value;
  return out;
}
