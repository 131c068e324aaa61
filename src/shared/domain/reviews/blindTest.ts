import { z } from 'zod';
import { SampleId, SetId } from '../ids';
import { Origin } from '../setInfo';
import { Rng } from '../../lib/rng';
import { guessingProbability, wilsonInterval } from './guessing';

/** Names the random streams of a blind test among all streams of a seed. */
const BLIND_STREAM = 0x62_6c_6e_64;
export const MAX_BLIND_PAIRS = 200;
export const DEFAULT_BLIND_PAIRS = 20;

export const Side = z.enum(['left', 'right']);
export type Side = z.infer<typeof Side>;
export const BlindAnswer = z.enum(['left', 'right', 'unsure']);
export type BlindAnswer = z.infer<typeof BlindAnswer>;

/** One set of a blind test as it was then. */
export const BlindSet = z.strictObject({ setId: SetId, name: z.string().min(1).max(200), kind: Origin });
export type BlindSet = z.infer<typeof BlindSet>;

/** One pair: which picture of the set to be recognised, which of the other, and where the first one stands. */
export const BlindPair = z.strictObject({ target: SampleId, other: SampleId, targetSide: Side });
export type BlindPair = z.infer<typeof BlindPair>;

/** What was done to both pictures alike before they were shown. */
export const BlindTreatment = z.strictObject({
  widthPx: z.int().min(16).max(1024),
  heightPx: z.int().min(16).max(1024),
  grey: z.boolean(),
  /** Mean and spread of the luma of both pictures of a pair set to their common value. */
  lightMatched: z.boolean(),
  /** The sharper one of a pair blurred to the sharpness of the other, the cleaner one given its noise. Not in tests of earlier versions. */
  textureMatched: z.boolean().default(false),
  /** Everything but an oval of the face painted grey on both, over and above black borders. Not in tests of earlier versions. */
  backgroundHidden: z.boolean().default(false),
  jpegQuality: z.number().min(0.1).max(1),
});
export type BlindTreatment = z.infer<typeof BlindTreatment>;
/** What a reviewer may switch off before a test. */
export type BlindMatches = Pick<BlindTreatment, 'lightMatched' | 'textureMatched' | 'backgroundHidden'>;

export const BlindTrial = z.strictObject({ ...BlindPair.shape, answer: BlindAnswer });
export type BlindTrial = z.infer<typeof BlindTrial>;

/** A finished blind test; what came of it follows from the trials. */
export const BlindTest = z.strictObject({
  /** The set that was to be recognised ("which one is real?"), and the set under test. */
  target: BlindSet,
  other: BlindSet,
  seed: z.int().min(0),
  treatment: BlindTreatment,
  trials: z.array(BlindTrial).min(1).max(MAX_BLIND_PAIRS),
});
export type BlindTest = z.infer<typeof BlindTest>;

export const BlindResult = z.strictObject({
  pairs: z.int().min(0),
  unsure: z.int().min(0),
  /** Pairs answered left or right, and how many of these rightly. */
  answered: z.int().min(0),
  recognised: z.int().min(0),
  /** recognised / answered, its 95 % Wilson interval, and the exact two-sided probability under guessing; null where nothing was answered. */
  share: z.number().nullable(),
  interval95: z.tuple([z.number(), z.number()]).nullable(),
  guessingP: z.number().nullable(),
});
export type BlindResult = z.infer<typeof BlindResult>;

/** Rows of one set that may be shown, and whose each is. */
export interface BlindRows {
  readonly rows: readonly number[];
  readonly identityOf: (row: number) => number;
}

/**
 * The order and sides of a blind test, fixed by the seed before the first answer. Each pair shows another identity on both sides for as
 * long as there are any, and no picture comes twice. @returns as many pairs as asked for, or fewer where a set has too few pictures
 */
export function planBlindPairs(
  seed: number,
  pairs: number,
  target: BlindRows,
  other: BlindRows,
): readonly { readonly target: number; readonly other: number; readonly targetSide: Side }[] {
  const targets = drawRows(new Rng(seed, BLIND_STREAM, 1), target, pairs);
  const others = drawRows(new Rng(seed, BLIND_STREAM, 2), other, pairs);
  const sides = new Rng(seed, BLIND_STREAM, 3);
  // Sides are tossed one by one, not balanced: who counts sides must not gain from it.
  return targets.slice(0, others.length).map((row, at) => ({
    target: row,
    other: others[at] ?? 0,
    targetSide: sides.chance(0.5) ? 'left' : 'right',
  }));
}

function drawRows(rng: Rng, { rows, identityOf }: BlindRows, count: number): number[] {
  const byIdentity = new Map<number, number[]>();
  for (const row of rows) {
    const own = byIdentity.get(identityOf(row));
    if (own === undefined) byIdentity.set(identityOf(row), [row]);
    else own.push(row);
  }
  const identities = rng.shuffle([...byIdentity.values()]);
  const drawn: number[] = [];
  while (drawn.length < count && identities.some((left) => left.length > 0)) {
    for (const left of identities) {
      if (drawn.length === count) break;
      if (left.length === 0) continue;
      drawn.push(...left.splice(rng.below(left.length), 1));
    }
  }
  return drawn;
}

/** What a reviewer, or several together, could tell. */
export function blindResult(trials: readonly BlindTrial[]): BlindResult {
  const answered = trials.filter(({ answer }) => answer !== 'unsure');
  const recognised = answered.filter(({ answer, targetSide }) => answer === targetSide).length;
  const hasAny = answered.length > 0;
  return {
    pairs: trials.length,
    unsure: trials.length - answered.length,
    answered: answered.length,
    recognised,
    share: hasAny ? recognised / answered.length : null,
    interval95: hasAny ? [...wilsonInterval(recognised, answered.length)] : null,
    guessingP: hasAny ? guessingProbability(recognised, answered.length) : null,
  };
}
