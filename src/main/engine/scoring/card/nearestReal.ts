import type { NearestReal } from '@shared/domain/card';
import { scoreHistogram } from '../../evaluation/scoreHistogram';

/**
 * @param nearest cosine of each sample to its nearest real picture; NaN counts as none
 * @param realStrangers of each real picture to the nearest of another real person
 * @returns null where no sample has a nearest real picture
 */
export function nearestRealOf(
  sets: readonly string[],
  nearest: readonly number[],
  realStrangers: readonly number[],
  samePersonFrom: number,
): NearestReal | null {
  const own = sorted(nearest);
  const real = sorted(realStrangers);
  if (own.length === 0) return null;
  const realStrangersSeen = real.length === 0 ? null : { samples: real.length, ...summary(real) };
  const tooAlikeFrom = Math.max(samePersonFrom, realStrangersSeen?.p99 ?? -1);
  return {
    sets: [...sets],
    samples: own.length,
    ...summary(own),
    tooAlikeFrom,
    tooAlike: own.filter((value) => value > tooAlikeFrom).length,
    realStrangers: realStrangersSeen,
    histogram: real.length === 0 ? ownOnly(own) : scoreHistogram({ genuine: own, impostor: real }),
  };
}

const sorted = (values: readonly number[]): Float64Array =>
  Float64Array.from(values.filter((value) => !Number.isNaN(value))).sort();

function ownOnly(own: Float64Array): NearestReal['histogram'] {
  const histogram = scoreHistogram({ genuine: own, impostor: own });
  return { ...histogram, impostor: histogram.impostor.map(() => 0) };
}

/** Nearest rank, so that every figure is one that was measured. */
function summary(values: Float64Array): { readonly median: number; readonly p99: number; readonly max: number } {
  const at = (share: number): number => values[Math.max(0, Math.ceil(share * values.length) - 1)];
  return { median: at(0.5), p99: at(0.99), max: at(1) };
}
