import { describe, expect, it } from 'vitest';
import { drawnLines } from './drawnLines';

describe('the lines that exist', () => {
  it('lie on both sides at rest and in slow scrolling', () => {
    expect(drawnLines(100, 8, 1000, 0)).toEqual({ first: 95, end: 113 });
    expect(drawnLines(100, 8, 1000, -1)).toEqual({ first: 95, end: 113 });
  });

  it('lie ahead in fast scrolling, whichever way', () => {
    expect(drawnLines(100, 8, 1000, 3)).toEqual({ first: 100, end: 128 });
    expect(drawnLines(100, 8, 1000, -3)).toEqual({ first: 80, end: 108 });
  });

  it('never leave the list', () => {
    expect(drawnLines(2, 8, 12, -5)).toEqual({ first: 0, end: 10 });
    expect(drawnLines(6, 8, 12, 5)).toEqual({ first: 6, end: 12 });
  });
});
