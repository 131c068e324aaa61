import { describe, expect, it } from 'vitest';
import { columnOrder } from './columnText';
import { colourRange, identityColour, numberColours, parseColour, rampColour } from './mapColours';

describe('colours of the map', () => {
  it('goes from violet to yellow', () => {
    expect(rampColour(-1)).toEqual([72, 30, 112]);
    expect(rampColour(2)).toEqual([205, 224, 29]);
  });

  it('is not led astray by one stray value, and leaves out what was not measured', () => {
    const values = Float32Array.from({ length: 101 }, (_, i) => i);
    values[100] = 1e9;
    values[0] = NaN;
    const range = colourRange(values);
    expect(range?.[1]).toBeLessThan(101);
    const colour = numberColours(values, range);
    expect(colour(100)).toEqual([205, 224, 29]);
    expect(colour(1)).toEqual([72, 30, 112]);
    expect(colour(0)).toEqual([140, 140, 140]);
    expect(colourRange(Float32Array.of(NaN))).toBeNull();
  });

  it('keeps neighbours in number apart', () => {
    for (let identity = 0; identity < 50; identity++) {
      const [a, b] = [identityColour(identity, true), identityColour(identity + 1, true)];
      expect(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])).toBeGreaterThan(60);
    }
  });

  it('reads the colours of a style sheet', () => {
    expect(parseColour(' #00776a')).toEqual([0, 119, 106]);
    expect(parseColour('rgb(1, 2, 3)')).toEqual([1, 2, 3]);
  });
});

describe('columnOrder', () => {
  it('puts scores first and leaves landmarks out', () => {
    expect(columnOrder(['yawDeg', 'leftEyeX', 'image.sharpness', 'judge.margin', 'landmark1X'])).toEqual([
      'judge.margin',
      'image.sharpness',
      'yawDeg',
    ]);
  });
});
