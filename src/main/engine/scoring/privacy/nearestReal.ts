import type { FmrThreshold, PrivacyReport } from '@shared/domain/privacy';
import { countAbove } from '../../evaluation/sortedScores';
import type { Embedded } from '../relations/embeddingRows';
import { nearestRows } from '../relations/nearest';
import type { SearchWatch } from '../relations/blockMaxima';
import { ascending, curvesOf, quantilesOf } from './figures';
import type { Impostors } from './impostors';

/** False match rates at which thresholds are asked for. */
const FMRS = [1e-3, 1e-4];
/** For the published yardstick, which counts from here. */
const YARDSTICK = 0.6;

/** Names of the curves; window and page show them as they are. */
export const CURVE_NAMES = {
  nearest: 'each sample and its nearest real picture',
  impostor: 'pairs of pictures of two real people',
  strangers: 'each real picture and the nearest of another person',
} as const;

/** Per row: the set, the row in it and the cosine; −1 and NaN where there is none. */
export interface NearestOfSets {
  readonly set: Int32Array;
  readonly at: Int32Array;
  readonly value: Float32Array;
}

/** The most alike row of any of the sets, exactly. @throws Failure cancelled */
export async function nearestOfSets(
  own: Embedded,
  sets: readonly Embedded[],
  watch?: SearchWatch,
): Promise<NearestOfSets> {
  const best: NearestOfSets = {
    set: new Int32Array(own.count).fill(-1),
    at: new Int32Array(own.count).fill(-1),
    value: new Float32Array(own.count).fill(NaN),
  };
  for (const [set, rows] of sets.entries()) {
    const found = await nearestRows(own, rows, null, watch);
    found.at.forEach((at, row) => {
      if (at < 0 || (best.at[row] >= 0 && best.value[row] >= found.value[row])) return;
      best.set[row] = set;
      best.at[row] = at;
      best.value[row] = found.value[row];
    });
  }
  return best;
}

/**
 * The cosine above which pairs of two real people lie as often as `fmr` says, by the rule of `tarAtFar`: refused with fewer pairs than 1/fmr.
 * @param impostors and @param samples ascending
 */
export function fmrThreshold(impostors: Float64Array, samples: Float64Array, fmr: number): FmrThreshold {
  // 1e-9 keeps 0.1 × 30 from falling to 2.999….
  const allowed = Math.floor(fmr * impostors.length + 1e-9);
  if (allowed < 1) return { status: 'not-resolvable', fmr, pairsNeeded: Math.ceil(1 / fmr - 1e-9) };
  const threshold = impostors[impostors.length - 1 - allowed];
  return {
    status: 'resolved',
    fmr,
    threshold,
    impostorsAbove: countAbove(impostors, threshold),
    samplesAbove: countAbove(samples, threshold),
  };
}

/**
 * @param nearest cosine of each kept sample to its nearest real picture @param strangers of each real picture to the nearest of another person
 * @returns null where no sample has a nearest real picture
 */
export function nearestRealPart(
  nearest: Iterable<number>,
  strangers: Iterable<number>,
  impostors: Impostors,
  samePersonFrom: number,
): PrivacyReport['nearestReal'] {
  const own = ascending(nearest);
  const real = ascending(strangers);
  const { cosines, isDrawn } = impostors;
  if (own.length === 0) return null;
  const atOrAbove = (from: number): number => own.filter((value) => value >= from).length;
  return {
    samples: own.length,
    ...quantilesOf(own),
    shareFrom06: atOrAbove(YARDSTICK) / own.length,
    strangers: real.length === 0 ? null : { pictures: real.length, ...quantilesOf(real) },
    impostor: cosines.length === 0 ? null : { pairs: cosines.length, isDrawn, ...quantilesOf(cosines) },
    curves: curvesOf([
      { name: CURVE_NAMES.nearest, values: own },
      { name: CURVE_NAMES.impostor, values: cosines },
      { name: CURVE_NAMES.strangers, values: real },
    ]),
    thresholds: FMRS.map((fmr) => fmrThreshold(cosines, own, fmr)),
    aboveJudge: atOrAbove(samePersonFrom),
  };
}
