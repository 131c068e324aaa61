import { Rng } from '@shared/lib/rng';
import { clamp } from './exactMath';
import { HAT_STYLES, type HatStyle } from './hatStyles';
import type { DrawnPerson } from './identityDraw';
import type { GraphicsOptions } from './recipeOptions';
import { drawShaving, SHAVING_STATES } from './shaving';
import { STREAM } from './streams';
import type { Rgb } from './traits';
import type { HatWorn, MakeUpWorn, OccluderShown, WornThings } from './worn';

/** Names the habits of an identity within a stream whose other numbers belong to its samples. */
const HABIT = 0xffffffff;

/** What a sample shows worn or in the way, each from its own stream. */
export function drawWear(
  seed: number,
  identityIndex: number,
  sampleIndex: number,
  person: DrawnPerson,
  options: GraphicsOptions,
): WornThings {
  const stream = (purpose: number): Rng => new Rng(seed, purpose, identityIndex, sampleIndex);
  const habit = (purpose: number): Rng => new Rng(seed, purpose, identityIndex, HABIT);
  const shaving = stream(STREAM.shaving);
  const changesBeard = shaving.chance(options.beardChangeProbability);
  const state = shaving.below(SHAVING_STATES);
  return {
    hat: drawHat(stream(STREAM.hat), habit(STREAM.hat), person, options.hatProbability),
    makeUp: drawMakeUp(stream(STREAM.makeUp), habit(STREAM.makeUp), person, options.makeUpStrength),
    occluder: drawOccluder(stream(STREAM.occluder), options.occlusionProbability),
    beardOverride: changesBeard
      ? drawShaving(new Rng(seed, STREAM.shaving, identityIndex, HABIT - 1 - state), person)
      : null,
  };
}

/** How often women and men wear what, and how much rarer it is among the old (−) or among the young (+). */
const HAT_WEIGHTS: Readonly<Record<HatStyle, readonly [woman: number, man: number, ageing: number]>> = {
  cap: [1.2, 3, -0.5],
  capBackwards: [0.4, 1, -0.9],
  beanie: [1.8, 2.2, -0.4],
  brimmed: [1.3, 1, 0.6],
  bucket: [1, 0.7, 0],
  headscarf: [2.4, 0, 0.3],
  hood: [1, 1.4, -0.7],
  helmet: [0.4, 1, -0.3],
  headband: [1, 0.4, -0.6],
};
/** People mostly wear their own kind of hat. */
const FAVOURITE = 0.6;

function drawHat(rng: Rng, habit: Rng, person: DrawnPerson, probability: number): HatWorn | null {
  const isWorn = rng.chance(probability);
  const favourite = drawHatStyle(habit, person);
  const other = drawHatStyle(rng, person);
  const style = rng.chance(FAVOURITE) ? favourite : other;
  const colour = drawFabric(rng, person.isWoman);
  const pull = rng.uniform();
  const tiltDeg = clamp(3 * rng.normal(), -8, 8);
  return isWorn ? { style, colour, pull, tiltDeg } : null;
}

function drawHatStyle(rng: Rng, person: DrawnPerson): number {
  const weights = HAT_STYLES.map((style) => {
    const [woman, man, ageing] = HAT_WEIGHTS[style];
    return (person.isWoman ? woman : man) * Math.max(0.1, 1 + ageing * (2 * person.ageing - 1));
  });
  return pick(rng, weights);
}

function pick(rng: Rng, weights: readonly number[]): number {
  let at = rng.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
  let chosen = 0;
  while (chosen < weights.length - 1 && at >= weights[chosen]) at -= weights[chosen++];
  return chosen;
}

/** Cloth: half dark and nearly grey, a quarter pale, a quarter coloured. Linear RGB. */
function drawFabric(rng: Rng, isBright: boolean): Rgb {
  const kind = rng.uniform();
  const tone = rng.uniform();
  const hue = rng.below(FABRICS.length);
  const deviations = [rng.range(0.88, 1.12), rng.range(0.92, 1.08), rng.range(0.85, 1.15)];
  const base: Rgb =
    kind < (isBright ? 0.3 : 0.5)
      ? grey(0.012 + 0.09 * tone * tone)
      : kind < (isBright ? 0.55 : 0.68)
        ? grey(0.25 + 0.4 * tone)
        : scaled(FABRICS[hue], 0.5 + 0.9 * tone);
  return [base[0] * deviations[0], base[1] * deviations[1], base[2] * deviations[2]];
}

const FABRICS: readonly Rgb[] = [
  [0.03, 0.05, 0.14],
  [0.24, 0.02, 0.025],
  [0.05, 0.1, 0.05],
  [0.3, 0.2, 0.1],
  [0.1, 0.03, 0.06],
  [0.08, 0.15, 0.28],
  [0.36, 0.14, 0.03],
  [0.4, 0.2, 0.22],
  [0.1, 0.08, 0.05],
];
const grey = (value: number): Rgb => [value, value, value];
const scaled = ([r, g, b]: Rgb, by: number): Rgb => [
  Math.min(0.8, r * by),
  Math.min(0.8, g * by),
  Math.min(0.8, b * by),
];

const WEARERS = 0.7;
const WORN_BY_WEARERS = 0.8;
const WORN_BY_OTHERS = 0.12;
const LIPS: readonly Rgb[] = [
  [0.33, 0.03, 0.035],
  [0.4, 0.1, 0.11],
  [0.3, 0.08, 0.07],
  [0.16, 0.02, 0.035],
  [0.42, 0.07, 0.16],
  [0.36, 0.15, 0.11],
];
const SHADOWS: readonly Rgb[] = [
  [0.1, 0.07, 0.055],
  [0.03, 0.028, 0.03],
  [0.3, 0.2, 0.14],
  [0.16, 0.08, 0.1],
  [0.08, 0.1, 0.16],
  [0.2, 0.12, 0.06],
];

/** Mostly women, by habit; amounts differ from day to day, the favourite lipstick stays. */
function drawMakeUp(rng: Rng, habit: Rng, person: DrawnPerson, strength: number): MakeUpWorn | null {
  const isWearer = habit.chance(person.isWoman ? WEARERS * (1 - 0.35 * person.ageing * person.ageing) : 0.01);
  const ownLips = LIPS[habit.below(LIPS.length)];
  const ownShadow = SHADOWS[habit.below(SHADOWS.length)];
  const likesLips = habit.range(0.2, 1);
  const likesEyes = habit.range(0.1, 1);
  const chance = isWearer ? WORN_BY_WEARERS : person.isWoman ? WORN_BY_OTHERS : 0;
  const isWorn = rng.chance(chance * Math.min(1, strength));
  const day = rng.range(0.3, 1);
  const lips = rng.chance(0.7) ? ownLips : LIPS[rng.below(LIPS.length)];
  const shadow = rng.chance(0.75) ? ownShadow : SHADOWS[rng.below(SHADOWS.length)];
  const amount = (most: number): number => clamp(most * day * strength * rng.range(0.5, 1.2), 0, 1);
  const worn: MakeUpWorn = {
    lipColour: lips,
    lipAmount: amount(0.85 * likesLips),
    shadowColour: shadow,
    shadowAmount: amount(0.8 * likesEyes),
    linerAmount: amount(0.4 + 0.6 * likesEyes),
    blushAmount: amount(0.55),
    foundationAmount: amount(0.8),
  };
  return isWorn ? worn : null;
}

function drawOccluder(rng: Rng, probability: number): OccluderShown | null {
  const isShown = rng.chance(probability);
  const kind = (['hand', 'mask', 'scarf', 'phone', 'cup'] as const)[pick(rng, [3.2, 2.6, 1.6, 1.3, 1])];
  const side = rng.chance(0.5) ? 1 : -1;
  const size = rng.range(0.9, 1.08);
  const shown = DRAW[kind](rng, side);
  const paper = rng.chance(0.6);
  const tint = rng.uniform();
  const fabric = drawFabric(rng, true);
  const colour: Rgb =
    kind === 'mask' && paper
      ? tint < 0.45
        ? [0.4, 0.56, 0.66]
        : tint < 0.8
          ? [0.68, 0.7, 0.71]
          : [0.36, 0.55, 0.48]
      : kind === 'cup' && paper
        ? [0.66, 0.64, 0.6]
        : fabric;
  return isShown ? { kind, size, colour, ...shown } : null;
}

type Placed = Pick<OccluderShown, 'shift' | 'turnDeg'>;

const DRAW: Readonly<Record<OccluderShown['kind'], (rng: Rng, side: number) => Placed>> = {
  hand: (rng, side) => {
    const where = HAND_PLACES[pick(rng, [3, 2, 1.2, 1])];
    return {
      shift: [side * (where.across + 0.12 * rng.normal()), where.up + 0.12 * rng.normal()],
      turnDeg: side * (where.turnDeg + 9 * rng.normal()),
    };
  },
  mask: (rng) => ({ shift: [0, rng.chance(0.2) ? rng.range(-1.05, -0.55) : rng.range(-0.12, 0)], turnDeg: 0 }),
  scarf: (rng) => ({ shift: [0, rng.range(-0.35, 0.4)], turnDeg: rng.range(-1, 1) }),
  phone: (rng, side) => ({ shift: [0, 0.1 * rng.normal()], turnDeg: side }),
  cup: (rng, side) => ({ shift: [0.3 * rng.normal(), rng.range(-0.15, 0.1)], turnDeg: side }),
};

/** Where hands rest on faces, from the middle of the mouth in distances of the eyes: cheek, chin, mouth, forehead. */
const HAND_PLACES = [
  { across: 1.35, up: -0.15, turnDeg: -8 },
  { across: 0.5, up: -0.85, turnDeg: -35 },
  { across: 0.35, up: -0.35, turnDeg: -62 },
  { across: 0.9, up: 1.9, turnDeg: -60 },
] as const;
