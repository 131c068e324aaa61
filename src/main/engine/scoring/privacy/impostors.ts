import { Rng } from '@shared/lib/rng';
import { product } from '../relations/embeddingRows';
import type { Searchable } from '../relations/peopleOf';

const STREAM = 0x70_72_69_76;

export interface Impostors {
  /** Cosines, ascending. */
  readonly cosines: Float64Array;
  /** Whether pairs were drawn by chance because there are more. */
  readonly isDrawn: boolean;
}

/**
 * Cosines of pairs of pictures of two real people. Only within each set: two sets may hold the same person under two names.
 * All of them where they are at most `limit`; else that many, drawn with equal chance.
 */
export function impostorsOf(sets: readonly Searchable[], seed: number, limit = 2_000_000): Impostors {
  const counts = sets.map(impostorCount);
  const all = counts.reduce((sum, count) => sum + count, 0);
  const isDrawn = all > limit;
  const cosines = new Float64Array(Math.min(all, limit));
  let filled = 0;
  sets.forEach((people, i) => {
    if (!isDrawn) {
      eachImpostor(people, (a, b) => (cosines[filled++] = product(people.rows, a, people.rows, b)));
      return;
    }
    // The last set fills up what rounding has left.
    const share = i === sets.length - 1 ? limit - filled : Math.floor((counts[i] / all) * limit);
    const rng = new Rng(seed, STREAM, i);
    for (let n = 0; n < share && counts[i] > 0;) {
      const [a, b] = [rng.below(people.rows.count), rng.below(people.rows.count)];
      if (people.person[a] !== people.person[b]) {
        cosines[filled++] = product(people.rows, a, people.rows, b);
        n++;
      }
    }
  });
  return { cosines: cosines.subarray(0, filled).slice().sort(), isDrawn };
}

function impostorCount({ person, ranges, rows }: Searchable): number {
  let count = 0;
  for (let row = 0; row < rows.count; row++) count += person.length - (ranges.to[row] - ranges.from[row]);
  return count / 2;
}

function eachImpostor({ rows, ranges }: Searchable, visit: (a: number, b: number) => void): void {
  for (let a = 0; a < rows.count; a++) for (let b = ranges.to[a]; b < rows.count; b++) visit(a, b);
}
