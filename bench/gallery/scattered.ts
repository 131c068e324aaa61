/** A number without pattern in [0, 1) from a row and a column; the same on every machine. */
export function scattered(row: number, column: number): number {
  let bits = Math.imul(row + 1, 0x9e37_79b1) ^ Math.imul(column + 1, 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b_3c6d);
  bits = Math.imul(bits ^ (bits >>> 12), 0x297a_2d39);
  return ((bits ^ (bits >>> 15)) >>> 8) / 0x100_0000;
}
