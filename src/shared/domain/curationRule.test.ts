import { describe, expect, it } from 'vitest';
import { allButBest } from './curationDoubles';
import { parseRule, rowsOfRule, ruleText } from './curationRule';
import { DEFAULT_CURATION_SETTINGS, CurationSettings, reasonLabel, slugOfLabel } from './curationSettings';

const columns = new Map([
  ['image.sharpness', Float32Array.of(10, 30, NaN, 29.9, 50)],
  ['face.found', Float32Array.of(1, 0, 0, 1, 1)],
]);
const rows = (text: string) => Array.from(rowsOfRule(parseRule(text), 5, (name) => columns.get(name)));

describe('a rule', () => {
  it('matches where all of it holds, and never where a score is missing', () => {
    expect(rows('image.sharpness<30')).toEqual([0, 3]);
    expect(rows('image.sharpness <= 30 and face.found = 0')).toEqual([1]);
    expect(rows('image.sharpness != 10')).toEqual([1, 3, 4]);
    expect(rows('image.sharpness < 29.9')).toEqual([0]);
  });

  it('reads the same however it was typed', () => {
    expect(ruleText(parseRule(' image.sharpness<3e1 AND face.found=0 '))).toBe(
      'image.sharpness < 30 and face.found = 0',
    );
  });

  it.each(['', 'image.sharpness', 'image.sharpness < x', '30 > image.sharpness', 'a < 1 or b < 1', 'a < 1; b'])(
    'refuses %j',
    (text) => {
      expect(() => parseRule(text)).toThrow(/is not a rule/);
    },
  );

  it('names a score that is not there', () => {
    expect(() => rows('image.blur > 1')).toThrow(/no score “image.blur”/);
  });
});

describe('all but the best of each group of doubles', () => {
  const group = Int32Array.of(0, 0, -1, 1, 1, 1, 2);
  const choose = (sharpness: number[], consistency: number[], leftOut: number[] = []) => {
    const choice = allButBest(
      { group, sharpness: Float32Array.from(sharpness), consistency: Float32Array.from(consistency) },
      (row) => leftOut.includes(row),
    );
    return { best: Array.from(choice.best), others: Array.from(choice.others) };
  };

  it('keeps the sharpest, of equals the most like its identity, of equals the first', () => {
    const sharpness = [1, 2, 9, 5, 5, 5, 1];
    expect(choose(sharpness, [0, 0, 0, 0.1, 0.3, 0.3, 0])).toEqual({ best: [1, 4], others: [0, 3, 5] });
  });

  it('lets a missing score lose, and leaves groups of one alone', () => {
    expect(choose([NaN, 0, 0, NaN, NaN, 3, 0], [0, 0, 0, 0, 0, 0, 0])).toEqual({ best: [1, 5], others: [0, 3, 4] });
    expect(choose([1, 2, 0, 1, 2, 3, 0], [], [0, 5])).toEqual({ best: [4], others: [3] });
  });
});

describe('reasons of a library', () => {
  it('have a name of their own that journals can carry', () => {
    const { reasons } = DEFAULT_CURATION_SETTINGS;
    expect(slugOfLabel('Façade über: 2!', reasons)).toBe('facade-uber-2');
    expect(slugOfLabel('Blurred', reasons)).toBe('blurred-2');
    expect(slugOfLabel('模糊', reasons)).toBe('reason');
    expect(reasonLabel(reasons, 'no-face')).toBe('no face');
    expect(reasonLabel(reasons, 'gone-since')).toBe('gone since');
  });

  it('are each there once', () => {
    const twice = {
      ...DEFAULT_CURATION_SETTINGS,
      reasons: [
        { slug: 'a', label: 'a' },
        { slug: 'a', label: 'b' },
      ],
    };
    expect(CurationSettings.safeParse(twice).success).toBe(false);
    expect(CurationSettings.safeParse(DEFAULT_CURATION_SETTINGS).success).toBe(true);
  });
});
