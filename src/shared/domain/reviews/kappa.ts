import { z } from 'zod';

export const Agreement = z.strictObject({
  /** Cohen's κ; null where it is not defined: fewer than one sample, or both gave one and the same answer throughout. */
  kappa: z.number().nullable(),
  /** 95 % interval of κ, cut to [−1, 1]; null with κ. */
  interval95: z.tuple([z.number(), z.number()]).nullable(),
  /** Share of samples on which both gave the same answer; null without samples. */
  observed: z.number().nullable(),
  /** Share to be expected by chance from how often each gave each answer; null without samples. */
  expected: z.number().nullable(),
});
export type Agreement = z.infer<typeof Agreement>;

const Z_95 = 1.959963984540054;

/**
 * Agreement of two reviewers beyond chance: Cohen's κ (1960) with the large-sample standard error of Fleiss, Cohen and Everitt (1969).
 * @param table counts, square; row = answer of the first, column = answer of the second.
 */
export function cohensKappa(table: readonly (readonly number[])[]): Agreement {
  const total = table.reduce((sum, row) => sum + row.reduce((inner, count) => inner + count, 0), 0);
  if (total === 0) return { kappa: null, interval95: null, observed: null, expected: null };
  const share = (i: number, j: number): number => (table[i]?.[j] ?? 0) / total;
  const answers = [...table.keys()];
  const rowShare = answers.map((i) => answers.reduce((sum, j) => sum + share(i, j), 0));
  const columnShare = answers.map((j) => answers.reduce((sum, i) => sum + share(i, j), 0));
  const row = (i: number): number => rowShare[i] ?? 0;
  const column = (j: number): number => columnShare[j] ?? 0;
  const observed = answers.reduce((sum, i) => sum + share(i, i), 0);
  const expected = answers.reduce((sum, i) => sum + row(i) * column(i), 0);
  if (1 - expected < 1e-12) return { kappa: null, interval95: null, observed, expected };
  const kappa = (observed - expected) / (1 - expected);
  let variance = -((kappa - expected * (1 - kappa)) ** 2);
  for (const i of answers) {
    for (const j of answers) {
      variance +=
        i === j
          ? share(i, i) * (1 - (row(i) + column(i)) * (1 - kappa)) ** 2
          : (1 - kappa) ** 2 * share(i, j) * (column(i) + row(j)) ** 2;
    }
  }
  // Rounding can leave a tiny negative where the true value is 0, as with full agreement.
  const half = (Z_95 * Math.sqrt(Math.max(0, variance) / total)) / (1 - expected);
  return { kappa, interval95: [Math.max(-1, kappa - half), Math.min(1, kappa + half)], observed, expected };
}
