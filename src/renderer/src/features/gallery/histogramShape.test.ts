import { describe, expect, it } from 'vitest';
import { histogramPath, nudgedRange } from './histogramShape';

const WHOLE = { low: 0, high: 16 };

describe('nudgedRange', () => {
  it('moves the lower end, with Shift the upper one, a bin at a time', () => {
    expect(nudgedRange('ArrowRight', false, undefined, WHOLE, 16)).toEqual([1, 16]);
    expect(nudgedRange('ArrowLeft', true, [1, 16], WHOLE, 16)).toEqual([1, 15]);
    expect(nudgedRange('PageUp', false, [1, 15], WHOLE, 16)).toEqual([6, 15]);
  });

  it('lets no end pass the other, and is no filter when all is in it', () => {
    expect(nudgedRange('End', false, [3, 5], WHOLE, 16)).toEqual([5, 5]);
    expect(nudgedRange('Home', true, [3, 5], WHOLE, 16)).toEqual([3, 3]);
    expect(nudgedRange('Home', false, [3, 16], WHOLE, 16)).toBeUndefined();
  });

  it('leaves other keys alone', () => {
    expect(nudgedRange('k', false, undefined, WHOLE, 16)).toBeNull();
  });
});

describe('histogramPath', () => {
  it('leaves empty bins out and draws the fullest to the top', () => {
    expect(histogramPath(Uint32Array.from([4, 0, 1]), 4, 10)).toBe('M0.06 10V0.00h0.88V10zM2.06 10V5.00h0.88V10z');
  });
});
