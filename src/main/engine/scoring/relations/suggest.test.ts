import { describe, expect, it } from 'vitest';
import { reasonsOf } from '@shared/domain/suggestions';
import { middleOf, ramp } from './robust';
import { suggest } from './suggest';

const COUNT = 40;
/** Usual values with a little spread. */
const usual = (middle: number, spread: number): number[] =>
  Array.from({ length: COUNT }, (_, i) => middle + spread * (((i * 7) % 11) / 5 - 1));

function suggestFor(change: Readonly<Record<string, number>>, weight = 1) {
  const columns = {
    'face.found': usual(1, 0),
    'face.score': usual(0.9, 0.05),
    'face.landmarkErrorPx': usual(2, 1),
    'image.sharpness': usual(300, 150),
    'image.exposure': usual(130, 30),
    'image.contrast': usual(25, 5),
    'judge.consistency': usual(0.97, 0.01),
    'judge.margin': usual(0.03, 0.01),
    'judge.nearestReal': usual(0.9, 0.01),
  };
  const scores = new Map(
    Object.entries(columns).map(([name, values]) => [
      name,
      Float32Array.from([change[name] ?? values[0], ...values.slice(1)]),
    ]),
  );
  const found = suggest({
    count: COUNT,
    scores,
    weight: new Float32Array(COUNT).fill(weight),
    isWorseDouble: new Uint8Array(COUNT),
    isDoubleElsewhere: new Uint8Array(COUNT),
    samePersonFrom: 0.926,
  });
  return { bad: found.bad[0], keys: reasonsOf(found.reasons[0]).map(({ key }) => key), rest: [...found.bad.slice(1)] };
}

describe('suggestions', () => {
  it('have nothing against a usual sample', () => {
    const { bad, keys, rest } = suggestFor({});
    expect(bad).toBe(0);
    expect(keys).toEqual([]);
    expect(Math.max(...rest)).toBeLessThan(0.2);
  });

  it.each([
    [{ 'image.sharpness': 3 }, 'blurred'],
    [{ 'face.score': 0.05, 'face.found': 0 }, 'noFace'],
    [{ 'image.exposure': 8 }, 'exposure'],
    [{ 'judge.margin': -0.04 }, 'wrongIdentity'],
    [{ 'judge.nearestReal': 0.99 }, 'realPicture'],
  ])('name %o for %s', (change, key) => {
    const { bad, keys } = suggestFor(change);
    expect(bad).toBeGreaterThan(0.5);
    expect(keys).toEqual([key]);
  });

  it('do not call a sample bad for being unlike its identity alone, but say so', () => {
    const { bad, keys } = suggestFor({ 'judge.consistency': 0.85 });
    expect(keys).toEqual(['unlikeIdentity']);
    expect(bad).toBeLessThan(0.5);
  });

  it('join doubts as independent ones', () => {
    const one = suggestFor({ 'image.sharpness': 3 }).bad;
    const other = suggestFor({ 'judge.margin': -0.02 }).bad;
    expect(suggestFor({ 'image.sharpness': 3, 'judge.margin': -0.02 }).bad).toBeCloseTo(1 - (1 - one) * (1 - other), 5);
  });

  it('hold nothing of identity against a mixed sample, and nothing at all against what was not computed', () => {
    expect(suggestFor({ 'judge.margin': -0.04 }, 0.5).bad).toBe(0);
    const nothing = Object.fromEntries(
      ['face.score', 'face.found', 'image.sharpness', 'image.exposure', 'judge.margin'].map((name) => [name, NaN]),
    );
    expect(suggestFor(nothing).bad).toBe(0);
  });
});

describe('the middle', () => {
  it('is the median and 1.4826 times the median distance from it', () => {
    const { median, scale, deviations } = middleOf(Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 1000, NaN));
    expect(median).toBe(5);
    expect(scale).toBeCloseTo(1.4826 * 2, 6);
    expect(deviations(5 + 2 * 1.4826 * 2)).toBeCloseTo(2, 6);
  });

  it('says nothing of few values or equal ones', () => {
    expect(middleOf(Float32Array.of(1, 2, 3)).deviations(9)).toBeNaN();
    expect(middleOf(new Float32Array(20).fill(4)).deviations(9)).toBeNaN();
    expect(ramp(NaN, 0, 1)).toBe(0);
  });
});
