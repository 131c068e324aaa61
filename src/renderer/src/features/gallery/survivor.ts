/**
 * Where the focus goes in a new order: to the same sample, else to the one that came next after it in the old order and is still
 * there, else to the first.
 * @returns a position in `after`; 0 when nothing of `before` is left.
 */
export function survivor(before: Uint32Array, position: number, after: Uint32Array, rowCount: number): number {
  // With no order before, the position is the row itself.
  const row = before.length === 0 ? position : (before[position] ?? 0);
  const same = after.indexOf(row);
  if (same >= 0) return same;
  const isThere = new Uint8Array(rowCount);
  for (const kept of after) isThere[kept] = 1;
  for (let at = position + 1; at < before.length; at++) {
    const next = before[at] ?? 0;
    if (isThere[next] === 1) return after.indexOf(next);
  }
  for (let at = Math.min(position, before.length) - 1; at >= 0; at--) {
    const previous = before[at] ?? 0;
    if (isThere[previous] === 1) return after.indexOf(previous);
  }
  return 0;
}
