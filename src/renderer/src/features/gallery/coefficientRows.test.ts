import { describe, expect, it } from 'vitest';
import { Coefficients, FullCoefficients } from '@shared/domain/coefficients';
import { coefficientsText, coefficientStrips, meaningfulRows } from './coefficientRows';

const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);
const coefficients = FullCoefficients.parse({
  outis: 1,
  kind: 'coefficients',
  identity: zeros(160).fill(-2.5, 130, 131),
  expression: zeros(64),
  light: zeros(27).fill(3.54, 0, 3).fill(1.77, 9, 12),
  pose: [30, -10, 5],
  background: zeros(32),
  meshes: { hair: { mesh: null, mirrored: false, fringe: null }, lash: 'eyelashes01', glasses: null },
  requested: { ageYears: 40, sex: 'female', ancestry: { african: 0, asian: 0, caucasian: 1 } },
});

describe('coefficients in the inspector', () => {
  it('say pose, light and marks of the skin in plain readings', () => {
    const rows = new Map(meaningfulRows(coefficients).map(({ label, value }) => [label, value]));
    expect(rows.get('Yaw')).toBe(30);
    expect(rows.get('Average light')).toBeCloseTo(1, 6);
    expect(rows.get('Light from their left')).toBeCloseTo(0.5, 6);
    expect(rows.get('Freckles')).toBe(-2.5);
    for (const { value, low, high } of meaningfulRows(coefficients)) {
      expect(value).toBeGreaterThanOrEqual(low);
      expect(value).toBeLessThanOrEqual(high);
    }
  });

  it('show every number of the four long factors', () => {
    const strips = coefficientStrips(coefficients);
    expect(strips.map(({ values }) => values.length)).toEqual([160, 64, 27, 32]);
    expect(strips.map(({ most }) => most)).toEqual([2.5, 1, 3.54, 1]);
  });

  it('are copied as a file that the terminal takes', () => {
    expect(Coefficients.parse(JSON.parse(coefficientsText(coefficients)))).toEqual(coefficients);
  });
});
