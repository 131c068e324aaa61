/** Identities numbered from 0 without gaps, in rising order of their index. */
export interface IdentityGroups {
  readonly count: number;
  /** Number of each row's identity. */
  readonly ofRow: Uint32Array;
  /** Identity index of each number. */
  readonly identities: Int32Array;
  /** First row of each. */
  readonly firstRow: Uint32Array;
  /** Most samples of any identity. */
  readonly largest: number;
  /** Rows are stored in rising order of identity, which is the rule. */
  readonly isStored: boolean;
}

/** @param identityIndex identity of each row, 0 or more, in any order. */
export function identityGroups(identityIndex: Int32Array): IdentityGroups {
  let highest = -1;
  for (let row = 0; row < identityIndex.length; row++) highest = Math.max(highest, identityIndex[row] ?? 0);
  const counts = new Uint32Array(highest + 1);
  for (let row = 0; row < identityIndex.length; row++) {
    const index = identityIndex[row] ?? 0;
    counts[index] = (counts[index] ?? 0) + 1;
  }
  const numberOf = new Uint32Array(highest + 1);
  let count = 0;
  let largest = 0;
  for (let index = 0; index <= highest; index++) {
    const own = counts[index] ?? 0;
    if (own > largest) largest = own;
    numberOf[index] = count;
    if (own > 0) count++;
  }
  const ofRow = new Uint32Array(identityIndex.length);
  const identities = new Int32Array(count);
  const firstRow = new Uint32Array(count);
  let isStored = true;
  let above = highest;
  for (let row = identityIndex.length - 1; row >= 0; row--) {
    const index = identityIndex[row] ?? 0;
    if (index > above) isStored = false;
    above = index;
    const number = numberOf[index] ?? 0;
    ofRow[row] = number;
    identities[number] = index;
    firstRow[number] = row;
  }
  return { count, ofRow, identities, firstRow, largest, isStored };
}

/** `index`: identities in the order of their index. `first`: in the order in which their first sample comes. */
export type IdentityOrder = 'index' | 'first';

/**
 * Keeps the samples of an identity together and in their order; a counting sort.
 * @param rows row numbers in the order wanted inside each identity.
 */
export function groupRows(groups: IdentityGroups, rows: Uint32Array, order: IdentityOrder): Uint32Array<ArrayBuffer> {
  const sizes = new Uint32Array(groups.count);
  const appearing = new Uint32Array(groups.count);
  let seen = 0;
  for (let at = 0; at < rows.length; at++) {
    const number = groups.ofRow[rows[at] ?? 0] ?? 0;
    const size = sizes[number] ?? 0;
    if (size === 0) appearing[seen++] = number;
    sizes[number] = size + 1;
  }
  const next = new Uint32Array(groups.count);
  let start = 0;
  const count = order === 'index' ? groups.count : seen;
  for (let at = 0; at < count; at++) {
    const number = order === 'index' ? at : (appearing[at] ?? 0);
    next[number] = start;
    start += sizes[number] ?? 0;
  }
  const grouped = new Uint32Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] ?? 0;
    const number = groups.ofRow[row] ?? 0;
    const to = next[number] ?? 0;
    next[number] = to + 1;
    grouped[to] = row;
  }
  return grouped;
}

/** Where in `rows` each identity begins, for rows that keep every identity together. */
export function pickFirsts(groups: IdentityGroups, rows: Uint32Array): Uint32Array {
  const starts = new Uint32Array(groups.count);
  let count = 0;
  let last = -1;
  for (let at = 0; at < rows.length; at++) {
    const number = groups.ofRow[rows[at] ?? 0] ?? 0;
    if (number !== last) starts[count++] = at;
    last = number;
  }
  return starts.subarray(0, count);
}
