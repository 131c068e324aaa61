import { Rng } from '@shared/lib/rng';
import { SHAPE_COMPONENT_COUNT, type HeadModel } from './headModel';
import { drawPerson, type DrawnPerson } from './identityDraw';
import { groupOf, groupQuotas, spreadGroups } from './identityGroups';
import { NearbyPoints } from './nearbyPoints';
import type { GraphicsOptions } from './recipeOptions';
import { drawShapeAmounts } from './shapeColumns';
import type { ShapeMetric } from './shapeMetric';
import { toShapeCoefficients } from './shapeSpace';
import { STREAM } from './streams';

/** The part of a recipe that decides who its identities are, but for the judge. */
export interface IdentityRule {
  readonly seed: number;
  readonly identities: number;
  readonly options: GraphicsOptions;
  readonly balance: 'drawn' | 'exact';
  /** Least distance of two identities by `ShapeMetric`; 0 accepts all. */
  readonly minimumDistance: number;
}

/** A candidate that may become an identity: its group wants one more, and it lies far enough from everybody accepted. */
export interface Offer {
  readonly candidate: number;
  readonly person: DrawnPerson;
  readonly group: number;
  readonly point: Float64Array;
}

/**
 * Walks the endless row of people that a seed gives and fills a set's places from it. Exact arithmetic throughout: a pure function of
 * the rule and the head model. After `next` gives an offer, `accept` or `refuse` it.
 */
export class IdentityWalk {
  /** Candidates looked at. */
  lookedAt = 0;
  /** Candidates passed over for lying too near an accepted one. */
  readonly tooNear = { shape: 0, judge: 0 };
  /** Accepted so far. */
  count = 0;
  /** Candidate of identity i, −1 where the place is open. */
  readonly candidates: Float64Array;
  /** Requested attributes of identity i; undefined where the place is open. */
  readonly people: (DrawnPerson | undefined)[] = [];
  /** For each group how many in a row were too near (or refused); groups count as one where they are not held. */
  readonly rejectedInARow: Int32Array;
  private readonly quotas: Int32Array;
  private readonly taken: Int32Array;
  /** Identity indexes of each group, in the order in which they are filled. */
  private readonly places: readonly (readonly number[])[];
  private readonly near: NearbyPoints;
  private readonly coefficients = new Float32Array(SHAPE_COMPONENT_COUNT);

  constructor(
    private readonly model: HeadModel,
    private readonly metric: ShapeMetric,
    private readonly rule: IdentityRule,
  ) {
    const { identities, options, balance, seed } = rule;
    this.candidates = new Float64Array(identities).fill(-1);
    this.quotas = balance === 'exact' ? groupQuotas(options, identities) : Int32Array.of(identities);
    this.taken = new Int32Array(this.quotas.length);
    this.rejectedInARow = new Int32Array(this.quotas.length);
    const places = Array.from(this.quotas, (): number[] => []);
    spreadGroups(this.quotas, seed).forEach((group, identity) => places[group].push(identity));
    this.places = places;
    this.near = new NearbyPoints(metric.dimensions, rule.minimumDistance);
  }

  get isDone(): boolean {
    return this.count === this.rule.identities;
  }

  /** Places still open. */
  get missing(): number {
    return this.rule.identities - this.count;
  }

  /** Looks at one more candidate. @returns null when its group is full or it lies too near somebody */
  next(): Offer | null {
    const { seed, options, balance, minimumDistance } = this.rule;
    const candidate = this.lookedAt++;
    const person = drawPerson(new Rng(seed, STREAM.person, candidate), options);
    const group = balance === 'exact' ? groupOf(person, options) : 0;
    if (this.taken[group] >= this.quotas[group]) return null;
    const point = new Float64Array(minimumDistance > 0 ? this.metric.dimensions : 0);
    if (minimumDistance > 0) {
      const rng = new Rng(seed, STREAM.shape, candidate);
      const amounts = drawShapeAmounts(this.model.sampler, person.shape, rng, options.shapeSpread);
      toShapeCoefficients(this.model.sampler, amounts, this.coefficients);
      this.metric.project(this.coefficients, point);
    }
    const offer = { candidate, person, group, point };
    if (minimumDistance === 0 || !this.near.holds(point, kindOf(person))) return offer;
    this.refuse(offer, 'shape');
    return null;
  }

  /** Whether an offer still stands after others were accepted: for judging several at once. */
  stands({ person, group, point }: Offer): 'yes' | 'full' | 'near' {
    if (this.taken[group] >= this.quotas[group]) return 'full';
    return point.length > 0 && this.near.holds(point, kindOf(person)) ? 'near' : 'yes';
  }

  /** @returns the identity's index */
  accept({ candidate, person, group, point }: Offer): number {
    const identity = this.places[group][this.taken[group]++];
    this.candidates[identity] = candidate;
    this.people[identity] = person;
    if (point.length > 0) this.near.add(point, kindOf(person));
    this.count++;
    this.rejectedInARow[group] = 0;
    return identity;
  }

  refuse({ group }: Offer, by: 'shape' | 'judge'): void {
    this.tooNear[by]++;
    this.rejectedInARow[group]++;
  }

  /** Identities that a group asked for, and got. */
  groupState(group: number): { readonly wanted: number; readonly got: number } {
    return { wanted: this.quotas[group], got: this.taken[group] };
  }
}

/** Sex and leading ancestry: near neighbours are mostly found among these. */
export function kindOf({ isWoman, shape: { ancestry } }: DrawnPerson): number {
  const [african, asian, caucasian] = ancestry;
  return (isWoman ? 0 : 3) + (african >= asian && african >= caucasian ? 0 : asian >= caucasian ? 1 : 2);
}
