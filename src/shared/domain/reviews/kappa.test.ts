import { describe, expect, it } from 'vitest';
import { cohensKappa } from './kappa';

describe('Cohen’s κ', () => {
  /** κ and standard error with numpy 2.4 from the formulas; the third is table 18.1 of Fleiss, Levin and Paik (0.68, 0.51 to 0.85). */
  it.each([
    {
      table: [
        [20, 5],
        [10, 15],
      ],
      kappa: 0.4,
      low: 0.15109229047666106,
      high: 0.6489077095233388,
    },
    {
      table: [
        [45, 15],
        [25, 15],
      ],
      kappa: 0.13043478260869554,
      low: -0.06293827779258956,
      high: 0.32380784300998067,
    },
    {
      table: [
        [75, 1, 4],
        [5, 4, 1],
        [0, 0, 10],
      ],
      kappa: 0.676470588235294,
      low: 0.5045759580860855,
      high: 0.8483652183845026,
    },
    {
      table: [
        [90, 2],
        [3, 5],
      ],
      kappa: 0.639769452449568,
      low: 0.34779430370485465,
      high: 0.9317446011942813,
    },
  ])('$table', ({ table, kappa, low, high }) => {
    const found = cohensKappa(table);
    expect(found.kappa).toBeCloseTo(kappa, 12);
    expect(found.interval95?.[0]).toBeCloseTo(low, 12);
    expect(found.interval95?.[1]).toBeCloseTo(high, 12);
  });

  it('is 1 for full agreement and −1 for full disagreement in equal halves', () => {
    expect(
      cohensKappa([
        [7, 0],
        [0, 9],
      ]),
    ).toMatchObject({ kappa: 1, interval95: [1, 1], observed: 1 });
    expect(
      cohensKappa([
        [0, 5],
        [5, 0],
      ]).kappa,
    ).toBeCloseTo(-1, 12);
  });

  it('is not defined without samples, nor where chance alone would give the same', () => {
    expect(
      cohensKappa([
        [0, 0],
        [0, 0],
      ]),
    ).toEqual({ kappa: null, interval95: null, observed: null, expected: null });
    expect(
      cohensKappa([
        [12, 0],
        [0, 0],
      ]),
    ).toMatchObject({ kappa: null, observed: 1, expected: 1 });
  });

  it('does not depend on who is called first', () => {
    expect(
      cohensKappa([
        [20, 5],
        [10, 15],
      ]).kappa,
    ).toBeCloseTo(
      cohensKappa([
        [20, 10],
        [5, 15],
      ]).kappa ?? NaN,
      12,
    );
  });
});
