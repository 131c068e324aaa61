import { describe, expect, it } from 'vitest';
import { columnLabel, shownColumns } from './columns';

describe('columns', () => {
  it('puts what helps to judge first and leaves landmarks out', () => {
    const names = ['ageYears', 'landmark1X', 'noseY', 'zeta', 'rollDeg', 'yawDeg'];
    expect(shownColumns(names.map((name) => ({ name }))).map(({ name }) => name)).toEqual([
      'yawDeg',
      'rollDeg',
      'ageYears',
      'zeta',
    ]);
  });

  it('never lets an attribute that was asked for look measured', () => {
    expect(columnLabel('sexMale')).toMatch(/asked for/);
    expect(columnLabel('ageYears')).toMatch(/asked for/);
    expect(columnLabel('pitchDeg')).toBe('Pitch (°)');
  });
});
