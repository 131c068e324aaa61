import { describe, expect, it } from 'vitest';
import { differencesOf } from './differences';

describe('the difference of two samples', () => {
  it('puts what both have first, then what one has, and leaves out what neither has', () => {
    const left = new Map([
      ['yawDeg', 10],
      ['sharpness', NaN],
      ['only', 3],
    ]);
    const right = new Map([
      ['yawDeg', -5],
      ['sharpness', 2],
    ]);
    expect(differencesOf(['only', 'sharpness', 'none', 'yawDeg'], left, right)).toEqual([
      { name: 'yawDeg', left: 10, right: -5, by: -15 },
      { name: 'only', left: 3, right: null, by: null },
      { name: 'sharpness', left: null, right: 2, by: null },
    ]);
  });
});
