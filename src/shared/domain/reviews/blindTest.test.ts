import { describe, expect, it } from 'vitest';
import { sampleId } from '../ids';
import { blindResult, planBlindPairs } from './blindTest';
import type { BlindAnswer, BlindRows, BlindTrial } from './blindTest';

const rows = (identities: number, samples: number): BlindRows => ({
  rows: Array.from({ length: identities * samples }, (_, i) => i),
  identityOf: (row) => Math.floor(row / samples),
});

describe('the plan of a blind test', () => {
  it('is a function of the seed and the sets alone, fixed before any answer', () => {
    const first = planBlindPairs(7, 20, rows(30, 3), rows(40, 2));
    expect(planBlindPairs(7, 20, rows(30, 3), rows(40, 2))).toEqual(first);
    expect(planBlindPairs(8, 20, rows(30, 3), rows(40, 2))).not.toEqual(first);
    // A longer test begins with the same sides: nothing that comes later reaches back.
    expect(
      planBlindPairs(7, 25, rows(30, 3), rows(40, 2))
        .slice(0, 20)
        .map(({ targetSide }) => targetSide),
    ).toEqual(first.map(({ targetSide }) => targetSide));
  });

  it('shows each identity once before any comes again, and no picture twice', () => {
    const plan = planBlindPairs(3, 12, rows(5, 3), rows(50, 1));
    const identities = plan.map(({ target }) => Math.floor(target / 3));
    expect(new Set(identities.slice(0, 5)).size).toBe(5);
    expect(new Set(identities.slice(5, 10)).size).toBe(5);
    expect(new Set(plan.map(({ target }) => target)).size).toBe(12);
    expect(new Set(plan.map(({ other }) => other)).size).toBe(12);
  });

  it('has as many pairs as the smaller set can give', () => {
    expect(planBlindPairs(1, 20, rows(2, 2), rows(50, 1))).toHaveLength(4);
    expect(planBlindPairs(1, 20, rows(0, 0), rows(50, 1))).toEqual([]);
  });

  it('puts the one to recognise on either side about equally often', () => {
    const lefts = planBlindPairs(11, 200, rows(200, 1), rows(200, 1)).filter(({ targetSide }) => targetSide === 'left');
    expect(lefts.length).toBeGreaterThan(70);
    expect(lefts.length).toBeLessThan(130);
  });
});

describe('the result of a blind test', () => {
  const trial = (answer: BlindAnswer): BlindTrial => ({
    target: sampleId(0, 0),
    other: sampleId(1, 0),
    targetSide: 'left',
    answer,
  });
  const trials = (left: number, right: number, unsure: number): BlindTrial[] => [
    ...Array.from({ length: left }, () => trial('left')),
    ...Array.from({ length: right }, () => trial('right')),
    ...Array.from({ length: unsure }, () => trial('unsure')),
  ];

  it('counts what was recognised among what was answered, unsure ones beside', () => {
    const result = blindResult(trials(15, 5, 3));
    expect(result).toMatchObject({ pairs: 23, unsure: 3, answered: 20, recognised: 15, share: 0.75 });
    expect(result.interval95?.[0]).toBeCloseTo(0.5313, 4);
    expect(result.guessingP).toBeCloseTo(0.0414, 4);
  });

  it('says nothing where nothing was answered', () => {
    expect(blindResult(trials(0, 0, 4))).toEqual({
      pairs: 4,
      unsure: 4,
      answered: 0,
      recognised: 0,
      share: null,
      interval95: null,
      guessingP: null,
    });
  });
});
