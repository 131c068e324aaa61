import { Rng } from '../lib/rng';

/** Names the stream of random numbers that deals identities into folds and draws pairs. */
const FOLD_DRAW = 0x464f4c44;

/** An identity whose samples may be paired. Impostor pairs join identities of the same group only (e.g. both synthetic). */
export interface PairableIdentity {
  readonly group: string;
  readonly sampleCount: number;
}

/** One side of a pair: position in the list of identities, and 0-based sample of it. */
export interface PairSide {
  readonly identity: number;
  readonly sample: number;
}
export interface FoldPair {
  readonly a: PairSide;
  readonly b: PairSide;
}
export interface Fold {
  readonly genuine: readonly FoldPair[];
  readonly impostor: readonly FoldPair[];
}

/** Above this many possible pairs, pairs are drawn one by one instead of from the full list. */
const ENUMERATION_LIMIT = 200_000;

const pairsOf = (count: number): number => (count * (count - 1)) / 2;

/** Genuine pair number `index` of an identity, in the order (0,1), (0,2), (1,2), (0,3) … */
function genuinePair(identity: number, index: number): FoldPair {
  let b = 1;
  let rest = index;
  while (rest >= b) rest -= b++;
  return { a: { identity, sample: rest }, b: { identity, sample: b } };
}

function impostorCount(members: readonly number[], identities: readonly PairableIdentity[]): number {
  const totals = new Map<string, { sum: number; squares: number }>();
  for (const member of members) {
    const one = identities[member];
    if (one === undefined) continue;
    const total = totals.get(one.group) ?? { sum: 0, squares: 0 };
    total.sum += one.sampleCount;
    total.squares += one.sampleCount * one.sampleCount;
    totals.set(one.group, total);
  }
  let count = 0;
  for (const { sum, squares } of totals.values()) count += (sum * sum - squares) / 2;
  return count;
}

/** Distinct genuine pairs, spread evenly: one of each identity in turn, until `count` are drawn. */
function drawGenuine(
  members: readonly number[],
  identities: readonly PairableIdentity[],
  count: number,
  rng: Rng,
): FoldPair[] {
  const decks = rng
    .shuffle([...members])
    .map((identity) => ({ identity, left: rng.shuffle(range(pairsOf(identities[identity]?.sampleCount ?? 0))) }));
  const pairs: FoldPair[] = [];
  while (pairs.length < count) {
    const before = pairs.length;
    for (const { identity, left } of decks) {
      const index = pairs.length < count ? left.pop() : undefined;
      if (index !== undefined) pairs.push(genuinePair(identity, index));
    }
    if (pairs.length === before) break;
  }
  return pairs;
}

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

function drawImpostors(
  members: readonly number[],
  identities: readonly PairableIdentity[],
  count: number,
  rng: Rng,
): FoldPair[] {
  const sides: PairSide[] = members.flatMap((identity) =>
    range(identities[identity]?.sampleCount ?? 0).map((sample) => ({ identity, sample })),
  );
  const isImpostor = (a: PairSide, b: PairSide): boolean =>
    a.identity !== b.identity && identities[a.identity]?.group === identities[b.identity]?.group;
  if (pairsOf(sides.length) <= ENUMERATION_LIMIT) {
    const all = sides.flatMap((a, i) => sides.slice(i + 1).flatMap((b) => (isImpostor(a, b) ? [{ a, b }] : [])));
    return rng.shuffle(all).slice(0, count);
  }
  const drawn = new Map<number, FoldPair>();
  while (drawn.size < count) {
    const i = rng.below(sides.length);
    const j = rng.below(sides.length);
    const a = sides[Math.min(i, j)];
    const b = sides[Math.max(i, j)];
    if (a !== undefined && b !== undefined && isImpostor(a, b))
      drawn.set(Math.min(i, j) * sides.length + Math.max(i, j), { a, b });
  }
  return [...drawn.values()];
}

/**
 * Verification pairs in identity-disjoint folds, as many genuine as impostor ones in each: no identity of one fold appears in
 * another, so a threshold chosen on nine folds has never seen the people of the tenth.
 * @param perFold pairs wanted per fold and kind; lowered to what the poorest fold has.
 * @returns `folds` folds of equal size, or null when there are too few identities for even one pair of each kind per fold.
 */
export function foldPairs(
  identities: readonly PairableIdentity[],
  request: { readonly folds: number; readonly perFold: number; readonly seed: number },
): Fold[] | null {
  const { folds, seed } = request;
  const members = dealIdentities(identities, folds, seed);
  let perFold = request.perFold;
  for (const fold of members) {
    const genuine = fold.reduce((sum, identity) => sum + pairsOf(identities[identity]?.sampleCount ?? 0), 0);
    perFold = Math.min(perFold, genuine, impostorCount(fold, identities));
  }
  if (perFold < 1) return null;
  return members.map((fold, index) => ({
    genuine: drawGenuine(fold, identities, perFold, new Rng(seed, FOLD_DRAW, index + 1, 0)),
    impostor: drawImpostors(fold, identities, perFold, new Rng(seed, FOLD_DRAW, index + 1, 1)),
  }));
}

/** Deals each group round the folds in a shuffled order, so that every fold has its share of every group. */
function dealIdentities(identities: readonly PairableIdentity[], folds: number, seed: number): number[][] {
  const rng = new Rng(seed, FOLD_DRAW);
  const members: number[][] = Array.from({ length: folds }, () => []);
  const groups = [...new Set(identities.map(({ group }) => group))];
  let dealt = 0;
  for (const group of groups) {
    const own = [...identities.entries()].filter(([, one]) => one.group === group && one.sampleCount > 0);
    for (const [identity] of rng.shuffle(own)) members[dealt++ % folds]?.push(identity);
  }
  return members;
}
