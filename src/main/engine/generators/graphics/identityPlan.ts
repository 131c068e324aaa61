import type { GenerateRecipe } from '@shared/domain/generateRecipe';
import { IDENTITY_PLAN_SCHEMA, type IdentityPlan } from '@shared/domain/identityPlan';
import type { HeadModel } from '@shared/graphics/headModel';
import { advisedDistance, drawCrowd, GIVE_UP_AFTER, stalledGroup } from '@shared/graphics/identityCapacity';
import { type IdentityRule, IdentityWalk, type Offer } from '@shared/graphics/identityWalk';
import { createShapeMetric, type ShapeMetric } from '@shared/graphics/shapeMetric';
import { type CancelSignal, throwIfCancelled } from '@shared/lib/abort';
import { Failure } from '@shared/lib/failure';
import { createJudgement, type IdentityJudge, type Judgement } from './identityJudge';

/** Work between two looks at the clock and at messages. */
const TURN_MS = 100;
/** Offers that are judged together. */
const JUDGED_AT_ONCE = 8;

export interface PlanContext {
  readonly signal: CancelSignal;
  /** Identities chosen so far. */
  readonly progress: (chosen: number) => void;
  /** Asked only where the recipe has a `judgeCosine`. */
  readonly openJudge: () => Promise<IdentityJudge>;
}

/** What of a recipe decides who its identities are. */
export const ruleOf = (recipe: GenerateRecipe): IdentityRule => ({
  seed: recipe.seed,
  identities: recipe.identities,
  options: recipe.options,
  balance: recipe.balance,
  minimumDistance: recipe.minimumDistance.shape,
});

/**
 * Chooses a set's identities from the row of people that its seed gives: the first that fill the groups of the balance and lie apart by
 * shape, and by the judge where the recipe asks for it. Without a judge a pure function of recipe and head model.
 * @throws Failure invalid-input with the number possible when the rule does not allow so many; cancelled; set-up-incomplete
 */
export async function planIdentities(
  model: HeadModel,
  recipe: GenerateRecipe,
  context: PlanContext,
): Promise<IdentityPlan> {
  const metric = createShapeMetric(model);
  const rule = ruleOf(recipe);
  const { judgeCosine } = recipe.minimumDistance;
  const judge = judgeCosine === null ? null : createJudgement(await context.openJudge(), judgeCosine);
  const walk = await walkToEnd(new IdentityWalk(model, metric, rule), judge, context);
  if (!walk.isDone) throw await tooMany({ model, metric, recipe, rule, judge, context, walk });
  return planOf(walk, judge);
}

/** Walks until all places are taken, or a group is given up. */
async function walkToEnd(walk: IdentityWalk, judge: Judgement | null, context: PlanContext): Promise<IdentityWalk> {
  let turnEndsAt = Date.now() + TURN_MS;
  let waiting: Offer[] = [];
  context.progress(0);
  while (!walk.isDone && stalledGroup(walk) < 0) {
    const offer = walk.next();
    if (offer !== null && judge === null) walk.accept(offer);
    else if (offer !== null) waiting.push(offer);
    // Near the end no more are judged than there are places, so that none is drawn in vain.
    if (judge !== null && waiting.length >= Math.min(JUDGED_AT_ONCE, walk.missing)) {
      await judgeOffers(walk, judge, waiting);
      waiting = [];
    }
    if (Date.now() < turnEndsAt) continue;
    context.progress(walk.count);
    await new Promise((resolve) => setImmediate(resolve)); // lets the message in that asks to cancel
    throwIfCancelled(context.signal);
    turnEndsAt = Date.now() + TURN_MS;
  }
  context.progress(walk.count);
  return walk;
}

/** In the order of candidates, each against all accepted before it: as if they had been judged one by one. */
async function judgeOffers(walk: IdentityWalk, judge: Judgement, offers: readonly Offer[]): Promise<void> {
  const embeddings = await judge.look(offers.map(({ candidate }) => candidate));
  for (const [at, offer] of offers.entries()) {
    if (stalledGroup(walk) >= 0) return;
    const standing = walk.stands(offer);
    if (standing === 'near') walk.refuse(offer, 'shape');
    if (standing !== 'yes') continue;
    if (judge.accepts(embeddings, at)) walk.accept(offer);
    else walk.refuse(offer, 'judge');
  }
}

function planOf(walk: IdentityWalk, judge: Judgement | null): IdentityPlan {
  const people = Array.from(walk.people, (person) => {
    if (person === undefined) throw new Error('a place of the set stayed open');
    return person;
  });
  return {
    schema: IDENTITY_PLAN_SCHEMA,
    candidates: [...walk.candidates],
    lookedAt: walk.lookedAt,
    tooNear: { shape: walk.tooNear.shape, judge: walk.tooNear.judge },
    judge: judge?.fingerprint ?? null,
    requested: {
      female: people.map(({ isWoman }) => (isWoman ? 1 : 0)),
      leadingAncestry: people.map(({ shape: { ancestry } }) => ancestry.indexOf(Math.max(...ancestry))),
      ageYears: people.map(({ ageYears }) => ageYears),
    },
  };
}

interface Refused {
  readonly model: HeadModel;
  readonly metric: ShapeMetric;
  readonly recipe: GenerateRecipe;
  readonly rule: IdentityRule;
  readonly judge: Judgement | null;
  readonly context: PlanContext;
  readonly walk: IdentityWalk;
}

async function tooMany(refused: Refused): Promise<Failure> {
  const { model, metric, recipe, rule, judge, walk } = refused;
  const { shape, judgeCosine } = recipe.minimumDistance;
  const possible = await possibleIdentities(refused);
  const isJudges = judge !== null && walk.tooNear.judge > walk.tooNear.shape;
  const said = [
    ...(shape > 0 ? [`distance ${shape}`] : []),
    ...(judgeCosine === null ? [] : [`judge's cosine ${judgeCosine}`]),
  ].join(' and ');
  const advice = isJudges
    ? `Raise the judge's cosine above ${String(judgeCosine)}`
    : `Lower the minimum distance to ${advisedDistance(drawCrowd(model, metric, rule), metric, rule)}`;
  return new Failure({
    code: 'invalid-input',
    message: `${recipe.identities} identities are asked for, ${possible} are possible at ${said}: after them ${GIVE_UP_AFTER} candidates in a row lay too near.`,
    place: isJudges ? 'recipe.minimumDistance.judgeCosine' : 'recipe.minimumDistance.shape',
    remedy: `${advice}, or ask for ${possible}.`,
  });
}

/** Tries until a smaller number is known to work: groups that fill earlier change who else is accepted, if only a little. */
async function possibleIdentities({ model, metric, rule, judge, context, walk }: Refused): Promise<number> {
  // Without groups a smaller set is the beginning of a larger one. A judge is not asked all over again for a number.
  let possible = countInBalance(walk, rule);
  if (rule.balance === 'drawn' || judge !== null) return possible;
  for (let attempt = 0; attempt < 6 && possible > 1; attempt++) {
    const again = new IdentityWalk(model, metric, { ...rule, identities: possible });
    await walkToEnd(again, null, { ...context, progress: () => undefined });
    if (again.isDone) break;
    possible = Math.min(possible - 1, countInBalance(again, { ...rule, identities: possible }));
  }
  return possible;
}

/** How many identities in the asked proportions the group that gave up allows. */
function countInBalance(walk: IdentityWalk, rule: IdentityRule): number {
  const { wanted, got } = walk.groupState(stalledGroup(walk));
  return Math.max(1, Math.floor((rule.identities * got) / wanted));
}
