/** The neighbour nearest to `left + up - upLeft` (PNG specification, 9.4). */
function paeth(left: number, up: number, upLeft: number): number {
  const estimate = left + up - upLeft;
  const toLeft = Math.abs(estimate - left);
  const toUp = Math.abs(estimate - up);
  const toUpLeft = Math.abs(estimate - upLeft);
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}

/**
 * Undoes a PNG row filter in place (PNG specification, clause 9).
 * @param row the filtered bytes, without the filter byte. @param previous the row above, unfiltered, or zeros.
 * @param stepBytes bytes per whole pixel, at least 1. @returns false when the filter does not exist.
 */
export function unfilterPngRow(filter: number, row: Uint8Array, previous: Uint8Array, stepBytes: number): boolean {
  switch (filter) {
    case 0:
      return true;
    case 1:
      for (let i = stepBytes; i < row.length; i++) row[i] += row[i - stepBytes];
      return true;
    case 2:
      for (let i = 0; i < row.length; i++) row[i] += previous[i];
      return true;
    case 3:
      for (let i = 0; i < row.length; i++) row[i] += ((i < stepBytes ? 0 : row[i - stepBytes]) + previous[i]) >> 1;
      return true;
    case 4:
      for (let i = 0; i < row.length; i++) {
        row[i] += i < stepBytes ? previous[i] : paeth(row[i - stepBytes], previous[i], previous[i - stepBytes]);
      }
      return true;
    default:
      return false;
  }
}
