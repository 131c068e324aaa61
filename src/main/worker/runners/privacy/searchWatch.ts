import type { SearchWatch } from '../../../engine/scoring/relations/blockMaxima';
import type { JobContext } from '../../../jobs/jobContext';
import type { KnownRelations } from './knownRelations';
import type { OwnSide, RealSide } from './readSides';

/** Tells how many of all pairs have been compared, and lets the job be cancelled between blocks of them. */
export function searchWatch(
  context: JobContext,
  { people, pure }: OwnSide,
  reals: readonly RealSide[],
  known: KnownRelations,
): SearchWatch {
  const counts = reals.map((real) => real.people.rows.count);
  const gallery = counts.reduce((sum, count) => sum + count, 0);
  // Real strangers, hashes, and what relations do not tell.
  const total =
    counts.reduce((sum, count) => sum + count * count, 0) +
    people.rows.count * gallery * (known.nearestReal === null ? 2 : 1) +
    (known.nearestOther === null ? pure.rows.count ** 2 : 0);
  let done = 0;
  return {
    signal: context.signal,
    onPairs: (pairs) => {
      done = Math.min(total, done + pairs);
      context.progress({ phase: 'compare', done, total, unit: 'pairs' });
    },
  };
}
