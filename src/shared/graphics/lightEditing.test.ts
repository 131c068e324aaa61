import { describe, expect, it } from 'vitest';
import { readKey, readWarmth, setKeyStrength, setWarmth, turnKey } from './lightEditing';
import { addLobe, SH_0 } from './sphericalHarmonics';

function light(): Float32Array {
  const out = new Float32Array(27);
  for (let c = 0; c < 3; c++) out[c] = 0.5 / SH_0;
  addLobe(out, [0, 1, 0], [0.9, 1, 1.1], 1, 1);
  addLobe(out, [0.6, 0.48, 0.64], [1.2, 1, 0.8], 2.4, 0.15);
  return out;
}

describe('light editing', () => {
  it('puts the key light where it is asked to stand, as strong as before', () => {
    for (const to of [
      [-0.6, 0, 0.8],
      [0, -1, 0],
      [0, 0, -1],
    ] as const) {
      const turned = turnKey(light(), to);
      const { direction, strength } = readKey(turned);
      to.forEach((value, axis) => expect(direction[axis]).toBeCloseTo(value, 4));
      expect(strength).toBeCloseTo(readKey(light()).strength, 4);
      expect([...turned.subarray(0, 3)].map((value) => Math.fround(value))).toEqual([
        expect.closeTo(light()[0], 4),
        expect.closeTo(light()[1], 4),
        expect.closeTo(light()[2], 4),
      ]);
    }
  });

  it('turns right round to the opposite side', () => {
    const [x, y, z] = readKey(light()).direction;
    const { direction } = readKey(turnKey(light(), [-x, -y, -z]));
    expect(direction[2]).toBeCloseTo(-z, 4);
  });

  it('sets the strength and leaves the direction', () => {
    const before = readKey(light());
    for (const strength of [0.1, 0.5, 1.2]) {
      const after = readKey(setKeyStrength(light(), strength));
      expect(after.strength).toBeCloseTo(strength, 2);
      expect(after.direction[0]).toBeCloseTo(before.direction[0], 3);
    }
  });

  it('sets the warmth and leaves where the light stands', () => {
    const warm = setWarmth(light(), 0.2);
    expect(readWarmth(warm)).toBeCloseTo(0.2, 5);
    expect(warm[0] + warm[2]).toBeCloseTo(light()[0] + light()[2], 5);
  });
});
