import { describe, expect, it } from 'vitest';
import { guessingProbability, wilsonInterval } from './guessing';

/** Worked out with scipy 1.17: binomtest(hits, trials).pvalue and .proportion_ci(method='wilson'). */
const WORKED = [
  { hits: 15, trials: 20, p: 0.04138946533203125, low: 0.5312991223812561, high: 0.8881382985923344 },
  { hits: 20, trials: 20, p: 1.9073486328125e-6, low: 0.8388748419471808, high: 1 },
  { hits: 0, trials: 20, p: 1.9073486328125e-6, low: 0, high: 0.16112515805281935 },
  { hits: 11, trials: 20, p: 0.8238029479980469, low: 0.3420853424503424, high: 0.7418021417443758 },
  { hits: 260, trials: 500, p: 0.39551077143485847, low: 0.47622345295527013, high: 0.5634715734262677 },
];

describe('recognising against guessing', () => {
  it.each(WORKED)('$hits of $trials', ({ hits, trials, p, low, high }) => {
    expect(guessingProbability(hits, trials)).toBeCloseTo(p, 10);
    expect(wilsonInterval(hits, trials)[0]).toBeCloseTo(low, 12);
    expect(wilsonInterval(hits, trials)[1]).toBeCloseTo(high, 12);
  });

  it('equals the sum over all outcomes, for every outcome of small tests', () => {
    for (let trials = 1; trials <= 12; trials++) {
      const chance = (k: number): number => {
        let c = 1;
        for (let i = 0; i < k; i++) c = (c * (trials - i)) / (i + 1);
        return c / 2 ** trials;
      };
      for (let hits = 0; hits <= trials; hits++) {
        let p = 0;
        for (let k = 0; k <= trials; k++) if (Math.abs(2 * k - trials) >= Math.abs(2 * hits - trials)) p += chance(k);
        expect(guessingProbability(hits, trials)).toBeCloseTo(p, 12);
      }
    }
  });

  it('stays a probability for thousands of trials', () => {
    expect(guessingProbability(2500, 5000)).toBe(1);
    expect(guessingProbability(5000, 5000)).toBeGreaterThanOrEqual(0);
    expect(guessingProbability(2501, 5000)).toBeLessThanOrEqual(1);
  });
});
