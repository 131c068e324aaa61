import { log, pow } from './exactMath';
import type { HeadModel } from './headModel';
import { type IdentityRule, IdentityWalk, kindOf } from './identityWalk';
import { NearbyPoints } from './nearbyPoints';
import type { ShapeMetric } from './shapeMetric';

/**
 * Candidates of one group in a row that may be too near before a set is given up. Were one in 50 still free, 200 in a row would all
 * be taken with a chance of 2 % only; looking further would cost more than fifty candidates for one identity.
 */
export const GIVE_UP_AFTER = 200;
/** People that an estimate looks at. */
const CROWD = 2000;
/** Kinds with fewer of these say too little about themselves. */
const LEAST_OF_KIND = 60;
/** Estimates are not carried further than this. */
export const MOST_ESTIMATED = 100_000;

/** Which group cannot be filled, or −1. */
export const stalledGroup = (walk: IdentityWalk): number =>
  walk.rejectedInARow.findIndex((count) => count >= GIVE_UP_AFTER);

/** The first people of a rule's row, with what an estimate must know of them. Drawing them is the costly part. */
export interface Crowd {
  readonly points: readonly Float64Array[];
  readonly kinds: readonly number[];
}

/** @param rule its distance, number and balance do not matter */
export function drawCrowd(model: HeadModel, metric: ShapeMetric, rule: IdentityRule): Crowd {
  const walk = new IdentityWalk(model, metric, { ...rule, identities: CROWD, balance: 'drawn', minimumDistance: 1e-9 });
  const points: Float64Array[] = [];
  const kinds: number[] = [];
  while (points.length < CROWD) {
    const offer = walk.next();
    // Two of them at the very same point: as with a spread of 0, where one face stands for a whole group.
    if (offer === null && stalledGroup(walk) >= 0) break;
    if (offer === null) continue;
    walk.accept(offer);
    points.push(offer.point);
    kinds.push(kindOf(offer.person));
  }
  return { points, kinds };
}

/**
 * About how many identities lie apart by a distance: a short walk through the crowd, and beyond it the power law n = c·tᵇ that accepted
 * against looked-at people follow (held against full walks in docs/generator.md). Deterministic.
 * @param balance `exact`: as many as the kind (sex and leading ancestry) that is exhausted first allows
 * @returns from 1 to `MOST_ESTIMATED`
 */
export function estimateCapacity(
  crowd: Crowd,
  metric: ShapeMetric,
  distance: number,
  balance: 'drawn' | 'exact',
): number {
  if (distance === 0) return MOST_ESTIMATED;
  const near = new NearbyPoints(metric.dimensions, distance);
  const total = crowd.points.length;
  const tallies = new Map<number, Tally>();
  crowd.points.forEach((point, at) => {
    const kind = balance === 'exact' ? crowd.kinds[at] : 0;
    let tally = tallies.get(kind);
    if (tally === undefined) tallies.set(kind, (tally = { looked: 0, lookedEarly: 0, early: 0, late: 0 }));
    const isFree = !near.holds(point, crowd.kinds[at]);
    if (isFree) near.add(point, crowd.kinds[at]);
    tally.looked++;
    if (isFree) tally.late++;
    if (at < total / 4) [tally.lookedEarly, tally.early] = [tally.looked, tally.late];
  });
  let possible = MOST_ESTIMATED;
  for (const tally of tallies.values())
    if (tally.lookedEarly > LEAST_OF_KIND / 4 && tally.looked > LEAST_OF_KIND)
      possible = Math.min(possible, (extrapolate(tally) * total) / tally.looked);
  return Math.max(1, Math.floor(possible));
}

interface Tally {
  looked: number;
  lookedEarly: number;
  early: number;
  late: number;
}

/**
 * The count n where the walk is likely given up: of n waits for a free candidate one lasts `GIVE_UP_AFTER` when the share of free
 * ones, the slope of the power law through both points, has fallen to ln n / `GIVE_UP_AFTER`.
 */
function extrapolate({ looked, lookedEarly, early, late }: Tally): number {
  const exponent = Math.min(0.98, Math.max(0.02, log(late / early) / log(looked / lookedEarly)));
  const slope = (exponent * late) / looked;
  let count = late;
  for (let round = 0; round < 20; round++) {
    const lastFree = log(Math.max(3, Math.min(MOST_ESTIMATED, count))) / GIVE_UP_AFTER;
    count = late * pow(slope / lastFree, exponent / (1 - exponent));
  }
  return count;
}

/** Room above the asked number that an advised distance should leave. */
const MARGIN = 1.15;

/** The largest distance, in tenths below the rule's, at which the asked identities are likely possible; 0 where none is. */
export function advisedDistance(crowd: Crowd, metric: ShapeMetric, rule: IdentityRule): number {
  let low = 0;
  let high = Math.floor(10 * rule.minimumDistance);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const possible = estimateCapacity(crowd, metric, middle / 10, rule.balance);
    if (possible >= Math.min(MOST_ESTIMATED, MARGIN * rule.identities)) low = middle;
    else high = middle;
  }
  return low / 10;
}
