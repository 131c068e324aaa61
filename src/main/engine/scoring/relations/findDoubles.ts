import type { SearchWatch } from './blockMaxima';
import { CLOSE_BITS, doubleRule, Groups, isDouble } from './duplicateGroups';
import { product } from './embeddingRows';
import { leastBits } from './hashSearch';
import type { Nearest } from './nearest';
import type { Searchable } from './peopleOf';
import type { RelationInputs } from './relationTypes';
import type { NearestElsewhere } from './searchElsewhere';

export interface Doubles {
  /** The most alike other sample, of this set (−1) or of another. */
  readonly nearest: NearestElsewhere;
  /** Least differing bits to any other sample of this set. */
  readonly bits: Float32Array;
  readonly group: Int32Array;
  /** 1: in a group, and not the one that is worth keeping. */
  readonly isWorse: Uint8Array;
}

/** @param nearestHere the most alike other row of this set */
export async function findDoubles(
  own: Searchable,
  nearestHere: Nearest,
  elsewhere: NearestElsewhere,
  inputs: Pick<RelationInputs, 'samePersonFrom' | 'scores'>,
  watch: SearchWatch,
): Promise<Doubles> {
  const rule = doubleRule(inputs.samePersonFrom);
  const groups = new Groups(own.rows.count);
  const join = (i: number, j: number, bits: number): void => {
    if (groups.root(i) !== groups.root(j) && isDouble(rule, bits, product(own.rows, i, own.rows, j))) groups.join(i, j);
  };
  const bits = await leastBits(own.hashes, CLOSE_BITS, join, watch);
  const group = groups.numbers();
  return { nearest: nearestOf(nearestHere, elsewhere), bits, group, isWorse: worseOf(own, group, inputs.scores) };
}

function nearestOf(here: Nearest, elsewhere: NearestElsewhere): NearestElsewhere {
  const takesOther = here.at.map((at, row) =>
    elsewhere.at[row] >= 0 && (at < 0 || elsewhere.value[row] > here.value[row]) ? 1 : 0,
  );
  return {
    at: here.at.map((at, row) => (takesOther[row] === 1 ? elsewhere.at[row] : at)),
    value: here.value.map((value, row) => (takesOther[row] === 1 ? elsewhere.value[row] : value)),
    set: takesOther.map((other, row) => (other === 1 ? elsewhere.set[row] : -1)),
  };
}

/** All of a group but the sharpest with a face; where no scores tell, all but the first. */
function worseOf(own: Searchable, group: Int32Array, scores: RelationInputs['scores']): Uint8Array {
  const sharpness = scores.get('image.sharpness');
  const found = scores.get('face.found');
  const worth = (row: number): number => {
    const at = own.tableRow[row];
    const sharp = sharpness?.[at] ?? 0;
    return (Number.isNaN(sharp) ? 0 : sharp) - (found?.[at] === 0 ? 1e9 : 0);
  };
  const best = new Map<number, number>();
  group.forEach((number, row) => {
    const before = best.get(number);
    if (number >= 0 && (before === undefined || worth(row) > worth(before))) best.set(number, row);
  });
  return Uint8Array.from(group, (number, row) => (number >= 0 && best.get(number) !== row ? 1 : 0));
}
