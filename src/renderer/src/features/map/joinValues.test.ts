import { describe, expect, it } from 'vitest';
import { joinValues } from './joinValues';
import type { MapPoints } from './mapProtocol';

const places = (rows: readonly (readonly [set: number, identity: number, sample: number])[]): MapPoints => ({
  x: new Float32Array(rows.length),
  y: new Float32Array(rows.length),
  set: Int32Array.from(rows, ([set]) => set),
  identityIndex: Int32Array.from(rows, ([, identity]) => identity),
  sampleIndex: Int32Array.from(rows, ([, , sample]) => sample),
});

describe('joinValues', () => {
  const source = {
    identityIndex: Int32Array.from([0, 0, 1, 7, 7]),
    sampleIndex: Int32Array.from([0, 1, 0, 2, 9999]),
    values: Float32Array.from([10, 11, 20, 72, 79]),
  };

  it('finds each point’s value in its own set, in any order', () => {
    const points = places([
      [0, 7, 9999],
      [0, 0, 0],
      [1, 0, 0],
      [0, 0, 1],
      [0, 7, 2],
    ]);
    expect([...joinValues(points, [source, undefined])]).toEqual([79, 10, NaN, 11, 72]);
  });

  it('gives NaN for samples that the table does not have, and goes on', () => {
    const points = places([
      [0, 1, 1],
      [0, 9, 0],
      [0, 1, 0],
    ]);
    expect([...joinValues(points, [source])]).toEqual([NaN, NaN, 20]);
  });
});
