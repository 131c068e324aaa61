import { describe, expect, it } from 'vitest';
import { Rng } from '@shared/lib/rng';
import { indexSort } from './indexSort';

/** The order by definition: a comparing, stable sort. */
function byComparing(values: Float32Array, isDescending: boolean): number[] {
  return Array.from(values, (_value, row) => row).sort((a, b) => {
    const x = values[a] ?? NaN;
    const y = values[b] ?? NaN;
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
    return (isDescending ? y - x : x - y) || a - b;
  });
}

describe('indexSort', () => {
  const rng = new Rng(7);
  const values = Float32Array.from({ length: 5000 }, (_unused, at) => {
    if (at % 17 === 0) return NaN;
    // Both signs, many magnitudes, many equal values.
    const value = (rng.uniform() - 0.5) * 10 ** Math.floor(rng.uniform() * 12 - 6);
    return at % 3 === 0 ? Math.round(value) : value;
  });

  it.each([false, true])('gives the order of a comparing sort (descending: %s)', (isDescending) => {
    expect([...indexSort(values, isDescending)]).toEqual(byComparing(values, isDescending));
  });

  it('takes −0 and 0 for the same, and puts infinities at the ends', () => {
    const odd = Float32Array.from([0, -0, Infinity, -Infinity, NaN, 1]);
    expect([...indexSort(odd, false)]).toEqual([3, 0, 1, 5, 2, 4]);
    expect([...indexSort(odd, true)]).toEqual([2, 5, 0, 1, 3, 4]);
  });

  it('leaves nothing and one alone', () => {
    expect([...indexSort(new Float32Array(), false)]).toEqual([]);
    expect([...indexSort(Float32Array.from([NaN]), true)]).toEqual([0]);
  });
});
