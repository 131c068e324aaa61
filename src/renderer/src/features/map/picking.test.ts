import { describe, expect, it } from 'vitest';
import { Rng } from '@shared/lib/rng';
import { panned, toMap, toScreen, wholeView, zoomedAt } from './camera';
import { insideBox, insideLasso } from './lasso';
import { PointGrid } from './pointGrid';
import { united } from './useMapSelection';

const rng = new Rng(5);
const COUNT = 3000;
const x = Float32Array.from({ length: COUNT }, () => rng.range(-1, 1));
const y = Float32Array.from({ length: COUNT }, () => rng.range(-1, 1));
const grid = new PointGrid(x, y);

describe('PointGrid', () => {
  it('finds the nearest point as looking at all does, and none beyond the radius', () => {
    for (let round = 0; round < 200; round++) {
      const at = { x: rng.range(-1.1, 1.1), y: rng.range(-1.1, 1.1) };
      const distances = Array.from(x, (_, row) => Math.hypot((x[row] ?? 0) - at.x, (y[row] ?? 0) - at.y));
      const best = distances.indexOf(Math.min(...distances));
      for (const radius of [0.005, 0.02, 0.3])
        expect(grid.nearest(at, radius)).toBe((distances[best] ?? 0) <= radius ? best : -1);
    }
  });

  it('gives the one drawn on top where points lie on each other', () => {
    const same = new PointGrid(Float32Array.from([0.5, 0.5, 0]), Float32Array.from([0.25, 0.25, 0]));
    expect(same.nearest({ x: 0.5, y: 0.25 }, 0.01)).toBe(1);
  });

  it('is empty without points', () => {
    expect(new PointGrid(new Float32Array(), new Float32Array()).nearest({ x: 0, y: 0 }, 2)).toBe(-1);
  });
});

describe('insideLasso', () => {
  it('takes exactly what lies in a rectangle', () => {
    const line = [
      { x: -0.3, y: -0.2 },
      { x: 0.4, y: -0.2 },
      { x: 0.4, y: 0.6 },
      { x: -0.3, y: 0.6 },
    ];
    const wanted = Array.from(x.keys()).filter((row) => {
      const [px, py] = [x[row] ?? 0, y[row] ?? 0];
      return px > -0.3 && px < 0.4 && py > -0.2 && py < 0.6;
    });
    expect([...insideLasso(line, x, y, grid)]).toEqual(wanted);
    expect([...insideBox({ left: -0.3, right: 0.4, bottom: -0.2, top: 0.6 }, x, y)]).toEqual(wanted);
    const halves = [wanted.filter((row) => row % 2 === 0), wanted.filter((row) => row % 3 !== 0)].map((rows) =>
      Uint32Array.from(rows),
    );
    const [even = new Uint32Array(), most = new Uint32Array()] = halves;
    expect([...united(even, most)]).toEqual(wanted.filter((row) => row % 2 === 0 || row % 3 !== 0));
  });

  it('leaves out the bay of a hollow figure', () => {
    const points = [
      [0, 0.8],
      [0, 0],
      [0.8, -0.5],
    ] as const;
    const own = [Float32Array.from(points, ([px]) => px), Float32Array.from(points, ([, py]) => py)] as const;
    // A U that opens upwards: its bay holds the first point.
    const line = [
      [-0.9, 0.9],
      [-0.9, -0.9],
      [0.9, -0.9],
      [0.9, 0.9],
      [0.5, 0.9],
      [0.5, -0.2],
      [-0.5, -0.2],
      [-0.5, 0.9],
    ].map(([px = 0, py = 0]) => ({ x: px, y: py }));
    expect([...insideLasso(line, ...own, new PointGrid(...own))]).toEqual([2]);
  });

  it('takes nothing by a click', () => {
    expect(insideLasso([{ x: 0, y: 0 }], x, y, grid)).toHaveLength(0);
  });
});

describe('camera', () => {
  const size = { width: 900, height: 600 };

  it('goes to the screen and back', () => {
    const camera = { x: 0.2, y: -0.1, scale: 700 };
    const back = toMap(camera, size, toScreen(camera, size, { x: 0.33, y: 0.44 }));
    expect(back.x).toBeCloseTo(0.33, 9);
    expect(back.y).toBeCloseTo(0.44, 9);
  });

  it('keeps the place under the pointer while zooming', () => {
    const camera = wholeView(size);
    const pixel = { x: 130, y: 480 };
    const before = toMap(camera, size, pixel);
    const after = toMap(zoomedAt(camera, size, pixel, 3), size, pixel);
    expect(after.x).toBeCloseTo(before.x, 9);
    expect(after.y).toBeCloseTo(before.y, 9);
  });

  it('moves with the pointer, and never out of reach', () => {
    const camera = wholeView(size);
    expect(toScreen(panned(camera, 12, -7), size, { x: 0, y: 0 })).toEqual({ x: 462, y: 293 });
    expect(panned(camera, 1e6, 0).x).toBe(-1.5);
  });
});
