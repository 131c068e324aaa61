import { describe, expect, it } from 'vitest';
import { LIGHT_COUNT } from '@shared/graphics/coefficientLayout';
import { lightNumber } from './componentRows';

describe('lightNumber', () => {
  it('names each number in plain words of its own, and technically in the hint', () => {
    const numbers = Array.from({ length: LIGHT_COUNT }, (_, i) => lightNumber(i));
    expect(new Set(numbers.map(({ label }) => label)).size).toBe(LIGHT_COUNT);
    expect(numbers[0]?.label).toBe('even, red');
    expect(numbers[4]).toEqual({
      label: 'from above, green',
      hint: 'From above rather than from below. Spherical harmonic y, green.',
    });
    expect(numbers[26]?.hint).toContain('x²−y², blue');
  });
});
