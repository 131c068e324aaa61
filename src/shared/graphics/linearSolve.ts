import { Failure } from '@shared/lib/failure';

/** Solves A·x = b by elimination with row pivoting, for small dense A. @throws Failure `internal` when A is singular */
export function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const count = right.length;
  const rows = matrix.map((row, i) => [...row, right[i]]);
  for (let p = 0; p < count; p++) {
    let best = p;
    for (let r = p + 1; r < count; r++) if (Math.abs(rows[r][p]) > Math.abs(rows[best][p])) best = r;
    if (!(Math.abs(rows[best][p]) > 1e-12))
      throw new Failure({
        code: 'internal',
        message: 'A system of equations has no single solution.',
        place: `column ${p}`,
      });
    [rows[p], rows[best]] = [rows[best], rows[p]];
    for (let r = 0; r < count; r++) {
      if (r === p) continue;
      const factor = rows[r][p] / rows[p][p];
      if (factor !== 0) for (let k = p; k <= count; k++) rows[r][k] -= factor * rows[p][k];
    }
  }
  return rows.map((row, i) => row[count] / row[i]);
}
