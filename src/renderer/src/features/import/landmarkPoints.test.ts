import { describe, expect, it } from 'vitest';
import { pointsProblem } from './landmarkPoints';
import type { Point } from './landmarkPoints';

const face: readonly Point[] = [
  [38, 52],
  [74, 52],
  [56, 72],
  [42, 92],
  [71, 92],
];
const changed = (index: number, point: Point): Point[] => face.map((own, at) => (at === index ? point : own));

describe('pointsProblem', () => {
  it('accepts a face and says nothing while points are missing', () => {
    expect(pointsProblem(face)).toBeNull();
    expect(pointsProblem(face.slice(0, 3))).toBeNull();
  });

  it('names swapped eyes, swapped corners, a face upside down and one too small', () => {
    expect(pointsProblem(changed(0, [90, 52]))).toMatch(/first eye/);
    expect(pointsProblem(changed(3, [90, 92]))).toMatch(/first mouth corner/);
    expect(pointsProblem(face.map(([x, y]): Point => [x, -y]))).toMatch(/below/);
    expect(pointsProblem(face.map(([x, y]): Point => [x / 8, y / 8]))).toMatch(/too small/);
  });
});
