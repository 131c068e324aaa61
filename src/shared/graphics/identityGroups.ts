import { ageBands, bandOfAge, largestRemainder } from '@shared/lib/apportion';
import { Rng } from '@shared/lib/rng';
import type { DrawnPerson } from './identityDraw';
import type { GraphicsOptions } from './recipeOptions';
import { STREAM } from './streams';

/**
 * Groups of people: sex × leading ancestry × band of ages, numbered `(sex · 3 + ancestry) · bands + band` with women first and
 * ancestries in the order african, asian, caucasian.
 */
const SEXES = 2;
const ANCESTRIES = 3;

export const groupCount = (options: GraphicsOptions): number =>
  SEXES * ANCESTRIES * ageBands(options.ageMinYears, options.ageMaxYears).length;

/** @returns the group's number */
export function groupOf(person: DrawnPerson, options: GraphicsOptions): number {
  const bands = ageBands(options.ageMinYears, options.ageMaxYears);
  const [african, asian, caucasian] = person.shape.ancestry;
  const leading = african >= asian && african >= caucasian ? 0 : asian >= caucasian ? 1 : 2;
  return ((person.isWoman ? 0 : 1) * ANCESTRIES + leading) * bands.length + bandOfAge(bands, person.ageYears);
}

/** A group asked for by less than this share of a person gets nobody while another still wants: it could be searched for in vain. */
const LEAST_WANTED = 0.05;

/**
 * Identities of each group, so that sexes, leading ancestries and bands of ages each stand in the asked proportions but for rounding.
 * Cells are rounded down, then what is left over goes one by one to the cell whose sex, ancestry and band lack most together.
 * @returns per group, adding up to `identities`
 */
export function groupQuotas(options: GraphicsOptions, identities: number): Int32Array {
  const bands = ageBands(options.ageMinYears, options.ageMaxYears).length;
  const weights = [
    [options.femaleShare, 1 - options.femaleShare],
    [options.ancestry.african, options.ancestry.asian, options.ancestry.caucasian],
    new Array<number>(bands).fill(1),
  ];
  const totals = weights.map((side) => side.reduce((sum, weight) => sum + weight, 0));
  /** What each sex, ancestry and band still lacks of its own whole number. */
  const lacks = weights.map((side) => largestRemainder(side, identities));
  const quotas = new Int32Array(SEXES * ANCESTRIES * bands);
  const wanted = new Float64Array(quotas.length);
  const placesOf = (group: number): readonly [number, number, number] => [
    Math.floor(group / (ANCESTRIES * bands)),
    Math.floor(group / bands) % ANCESTRIES,
    group % bands,
  ];
  let left = identities;
  for (let group = 0; group < quotas.length; group++) {
    const places = placesOf(group);
    wanted[group] = places.reduce((share, place, side) => (share * weights[side][place]) / totals[side], identities);
    quotas[group] = Math.floor(wanted[group]);
    left -= quotas[group];
    places.forEach((place, side) => (lacks[side][place] -= quotas[group]));
  }
  for (; left > 0; left--) {
    const group = neediest(quotas, wanted, (at) => placesOf(at).map((place, side) => lacks[side][place]));
    quotas[group]++;
    placesOf(group).forEach((place, side) => lacks[side][place]--);
  }
  return quotas;
}

/** The cell not yet rounded up whose three sides lack most; sides that lack nothing weigh against it. */
function neediest(quotas: Int32Array, wanted: Float64Array, lackOf: (group: number) => readonly number[]): number {
  let best = -1;
  let bestScore = -Infinity;
  for (let group = 0; group < quotas.length; group++) {
    if (wanted[group] === 0) continue;
    const remainder = wanted[group] - quotas[group];
    const lacking = lackOf(group);
    const met = lacking.filter((lack) => lack > 0).length;
    const total = lacking.reduce((sum, lack) => sum + lack, 0);
    const isLast = remainder <= 0 || wanted[group] < LEAST_WANTED;
    const score = (isLast ? -1e6 : 0) + 1e4 * met + 10 * total + remainder;
    if (score > bestScore) [best, bestScore] = [group, score];
  }
  return best;
}

/**
 * Which group each identity of a set belongs to: every group spread evenly over the set with a random shift of each place, so that
 * the first half of a set is as balanced as the whole and nothing repeats at a fixed step. A pure function of quotas and seed.
 */
export function spreadGroups(quotas: Int32Array, seed: number): Uint16Array {
  const places: { readonly at: number; readonly group: number }[] = [];
  quotas.forEach((quota, group) => {
    const rng = new Rng(seed, STREAM.places, group);
    for (let k = 0; k < quota; k++) places.push({ at: (k + rng.uniform()) / quota, group });
  });
  places.sort((a, b) => a.at - b.at || a.group - b.group);
  return Uint16Array.from(places, ({ group }) => group);
}
