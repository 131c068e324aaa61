import { describe, expect, it } from 'vitest';
import { clearFrame, makeFrame, type Frame } from './frame';
import { drawVisible, type Screen } from './visibility';

const screenOf = (points: readonly (readonly [number, number, number])[]): Screen => ({
  x: Float32Array.from(points, (p) => p[0]),
  y: Float32Array.from(points, (p) => p[1]),
  nearness: Float32Array.from(points, (p) => p[2]),
});
const owned = (frame: Frame): string[] => {
  const out: string[] = [];
  frame.owner.forEach((owner, k) => owner > 0 && out.push(`${k % frame.width},${Math.floor(k / frame.width)}`));
  return out;
};

describe('drawVisible', () => {
  const frame = makeFrame('112x112');
  const triangle = Uint16Array.of(0, 1, 2);

  it('covers exactly the points whose centres lie in a right triangle', () => {
    clearFrame(frame);
    // Legs of 3 along the axes from (10, 10): centres (10.5…, 10.5…) with dx + dy ≤ 3.
    drawVisible(
      frame,
      screenOf([
        [10, 10, 1],
        [13, 10, 1],
        [10, 13, 1],
      ]),
      triangle,
      1,
      false,
    );
    expect(owned(frame)).toEqual(['10,10', '11,10', '12,10', '10,11', '11,11', '10,12']);
  });

  it('clips at the frame and drops triangles that face away', () => {
    clearFrame(frame);
    const away = screenOf([
      [-5, -5, 1],
      [3, -5, 1],
      [-5, 3, 1],
    ]);
    drawVisible(frame, away, triangle, 1, true);
    expect(owned(frame)).toEqual([]);
    drawVisible(
      frame,
      screenOf([
        [-10, -10, 1],
        [-10, 20, 1],
        [20, -10, 1],
      ]),
      triangle,
      1,
      true,
    );
    expect(owned(frame)).toContain('0,0');
    expect(frame.owner.reduce((sum, owner) => sum + owner, 0)).toBe(55);
  });

  it('keeps the nearer surface and perspective-correct weights', () => {
    clearFrame(frame);
    drawVisible(
      frame,
      screenOf([
        [0, 0, 1],
        [8, 0, 1],
        [0, 8, 1],
      ]),
      triangle,
      1,
      false,
    );
    drawVisible(
      frame,
      screenOf([
        [0, 0, 0.5],
        [8, 0, 0.5],
        [0, 8, 0.5],
      ]),
      triangle,
      2,
      false,
    );
    expect(frame.owner[0]).toBe(1);
    drawVisible(
      frame,
      screenOf([
        [0, 0, 2],
        [8, 0, 4],
        [0, 8, 2],
      ]),
      triangle,
      3,
      false,
    );
    expect(frame.owner[0]).toBe(3);
    // At (3.5, 0.5): screen weight of corner 1 is 3.5/8; nearness 2 + 2·3.5/8 = 2.875; corrected 0.4375·4/2.875.
    expect(frame.weight1[3]).toBeCloseTo((0.4375 * 4) / 2.875, 6);
  });
});
