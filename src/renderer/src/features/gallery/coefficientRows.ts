import type { FullCoefficients, VectorName } from '@shared/domain/coefficients';
import { VECTOR_NAMES } from '@shared/domain/coefficients';
import { BACKGROUND, EXPRESSION, IDENTITY } from '@shared/graphics/coefficientLayout';
import { withMinus } from '../../ui/format';

/** One coefficient, or a plain reading of several, between the ends of its bar. */
export interface CoefficientRow {
  readonly label: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** The value with its unit. */
  readonly text: string;
}

type Unit = '°' | '×' | 'm' | 'σ' | '';

const fixed = (value: number, digits: number): string => withMinus(value.toFixed(digits));
const WITH_UNIT: Readonly<Record<Unit, (value: number) => string>> = {
  '°': (value) => `${fixed(value, 1)}°`,
  '×': (value) => `× ${fixed(value, 2)}`,
  m: (value) => `${fixed(value, 2)} m`,
  σ: (value) => `${fixed(value, 1)} σ`,
  '': (value) => fixed(value, 2),
};

/** Even light of this level shows white as white. */
const EVEN_LIGHT = 3.54;
const BANDS = { level: 0, up: 1, front: 2, left: 3 } as const;

/** The few that say most about a picture. Deviations (σ) are those among people. */
export function meaningfulRows(coefficients: FullCoefficients): readonly CoefficientRow[] {
  const { identity, expression, light, pose, background, nuisances } = coefficients;
  const grey = (band: number): number =>
    ((light[3 * band] ?? 0) + (light[3 * band + 1] ?? 0) + (light[3 * band + 2] ?? 0)) / (3 * EVEN_LIGHT);
  const row = (label: string, value: number, low: number, high: number, unit: Unit): CoefficientRow => ({
    ...{ label, value, low, high, text: WITH_UNIT[unit](value) },
  });
  const person = (label: string, at: number): CoefficientRow => row(label, identity[at] ?? 0, -4, 4, 'σ');
  const degrees = 180 / Math.PI;
  return [
    row('Yaw', pose[0], -90, 90, '°'),
    row('Pitch', pose[1], -60, 60, '°'),
    row('Roll', pose[2], -60, 60, '°'),
    row('Gaze to the side', (expression[EXPRESSION.gazeYaw] ?? 0) * degrees, -35, 35, '°'),
    row('Average light', grey(BANDS.level), 0, 2, '×'),
    row('Light from their left', grey(BANDS.left), -1.5, 1.5, '×'),
    row('Light from above', grey(BANDS.up), -1.5, 1.5, '×'),
    row('Indoors − · outdoors +', background[BACKGROUND.outdoor] ?? 0, -2, 2, ''),
    row('Distance of the camera', nuisances.camera.distanceDm / 10, 0, 6, 'm'),
    person('Melanin of the skin', IDENTITY.melanin),
    person('Freckles', IDENTITY.freckles),
    person('Moles', IDENTITY.moles),
    person('Stubble', IDENTITY.stubble),
    person('Grey hair', IDENTITY.hairGrey),
  ];
}

export interface CoefficientStrip {
  readonly name: string;
  readonly values: readonly number[];
  /** Largest amount among them, at least 1. */
  readonly most: number;
}

const TITLES: Readonly<Record<VectorName, string>> = {
  identity: 'Identity',
  expression: 'Expression',
  light: 'Light',
  background: 'Background',
};

/** All numbers of the four long factors. */
export const coefficientStrips = (coefficients: FullCoefficients): readonly CoefficientStrip[] =>
  VECTOR_NAMES.map((name) => {
    const values = coefficients[name];
    return { name: `${TITLES[name]} ${values.length}`, values, most: Math.max(1, ...values.map(Math.abs)) };
  });

/** A file for `outis render --coefficients`, one line per factor. */
export const coefficientsText = (coefficients: FullCoefficients): string =>
  `{\n${Object.entries(coefficients)
    // A space after each comma, so that lines break between numbers.
    .map(
      ([key, value]) =>
        `  ${JSON.stringify(key)}: ${Array.isArray(value) ? `[${value.join(', ')}]` : JSON.stringify(value)}`,
    )
    .join(',\n')}\n}\n`;
