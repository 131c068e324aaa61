import { z } from 'zod';
import { type AgeBand, ageBands, bandOfAge, largestRemainder } from '../lib/apportion';
import type { GraphicsOptions } from './graphicsOptions';
import { ANCESTRIES, type IdentityPlan } from './identityPlan';

const Row = z.strictObject({
  group: z.string().max(40),
  /** Identities that the recipe's proportions give, rounded by largest remainders. */
  target: z.int().min(0),
  /** Identities that were requested so. */
  achieved: z.int().min(0),
});
export type BalanceRow = z.infer<typeof Row>;

/** How the identities of a set or an export divide by what was *requested* of them; nothing here was measured on a picture. */
export const RequestedBalance = z.strictObject({
  identities: z.int().min(0),
  sex: z.array(Row).max(2),
  leadingAncestry: z.array(Row).max(ANCESTRIES.length),
  ageYears: z.array(Row).max(20),
});
export type RequestedBalance = z.infer<typeof RequestedBalance>;

/**
 * Target and achieved numbers of the requested attributes.
 * @param chosen identity indexes to count, e.g. those of an export; all when absent
 */
export function requestedBalance(
  options: Pick<GraphicsOptions, 'femaleShare' | 'ancestry' | 'ageMinYears' | 'ageMaxYears'>,
  { female, leadingAncestry, ageYears }: IdentityPlan['requested'],
  chosen: readonly number[] = female.map((_, identity) => identity),
): RequestedBalance {
  const bands = ageBands(options.ageMinYears, options.ageMaxYears);
  const rows = (names: readonly string[], weights: readonly number[], groupOf: (identity: number) => number) => {
    const achieved = names.map(() => 0);
    for (const identity of chosen) achieved[groupOf(identity)] = (achieved[groupOf(identity)] ?? 0) + 1;
    const target = largestRemainder(weights, chosen.length);
    return names.map((group, at): BalanceRow => ({ group, target: target[at] ?? 0, achieved: achieved[at] ?? 0 }));
  };
  return {
    identities: chosen.length,
    sex: rows(['women', 'men'], [options.femaleShare, 1 - options.femaleShare], (at) => (female[at] === 1 ? 0 : 1)),
    leadingAncestry: rows(
      ANCESTRIES,
      ANCESTRIES.map((name) => options.ancestry[name]),
      (at) => leadingAncestry[at] ?? 0,
    ),
    ageYears: rows(
      bands.map(bandName),
      bands.map(() => 1),
      (at) => bandOfAge(bands, ageYears[at] ?? 0),
    ),
  };
}

const bandName = ({ fromYears, toYears }: AgeBand): string => `${oneDecimal(fromYears)}–${oneDecimal(toYears)} years`;
const oneDecimal = (value: number): string => String(Math.round(10 * value) / 10);
