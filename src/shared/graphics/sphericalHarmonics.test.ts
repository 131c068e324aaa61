import { describe, expect, it } from 'vitest';
import { poseRotation } from './pose';
import { addLobe, evaluateSh, rotateSh, SH_COUNT, splitKeyLight } from './sphericalHarmonics';

const radiance = (light: Float32Array, direction: readonly [number, number, number], channel: number): number => {
  const basis = new Float64Array(SH_COUNT);
  evaluateSh(...direction, basis);
  return basis.reduce((sum, value, band) => sum + value * light[3 * band + channel], 0);
};
const sample = (): Float32Array => {
  const light = new Float32Array(27);
  light.fill(2, 0, 3);
  addLobe(light, [0.6, 0.64, 0.48], [1, 0.9, 0.7], 3, 0.2);
  addLobe(light, [-0.8, 0, 0.6], [0.3, 0.5, 1], 1, 0.6);
  return light;
};

describe('rotateSh', () => {
  it('gives at every direction what the turned direction had', () => {
    const light = sample();
    const rotation = poseRotation(35, -20, 12);
    const turned = new Float32Array(27);
    rotateSh(light, rotation, turned);
    for (const w of [
      [0, 0, 1],
      [1, 0, 0],
      [0, -1, 0],
      [0.48, 0.64, -0.6],
    ] as const) {
      const r = (row: number): number =>
        rotation[3 * row] * w[0] + rotation[3 * row + 1] * w[1] + rotation[3 * row + 2] * w[2];
      for (let c = 0; c < 3; c++) expect(radiance(turned, w, c)).toBeCloseTo(radiance(light, [r(0), r(1), r(2)], c), 5);
    }
  });

  it('undone by the opposite turn', () => {
    const light = sample();
    const forth = new Float32Array(27);
    const back = new Float32Array(27);
    rotateSh(light, poseRotation(40, 0, 0), forth);
    rotateSh(forth, poseRotation(-40, 0, 0), back);
    light.forEach((value, i) => expect(back[i]).toBeCloseTo(value, 5));
  });
});

describe('splitKeyLight', () => {
  it('finds a single far light with its direction and colour', () => {
    const light = new Float32Array(27).fill(0);
    light.fill(3, 0, 3);
    addLobe(light, [0.6, 0, 0.8], [1, 0.5, 0.25], 1, 0);
    const ambient = new Float32Array(27);
    const key = splitKeyLight(light, ambient);
    expect(key.direction[0]).toBeCloseTo(0.6, 5);
    expect(key.direction[2]).toBeCloseTo(0.8, 5);
    expect(key.colour[0] / key.colour[2]).toBeCloseTo(4, 4);
    expect(ambient[0]).toBeLessThan(light[0]);
  });

  it('leaves even light without a key', () => {
    const light = new Float32Array(27);
    light.fill(1, 0, 3);
    const ambient = new Float32Array(27);
    expect(splitKeyLight(light, ambient).colour).toEqual([0, 0, 0]);
    expect([...ambient]).toEqual([...light]);
  });
});
