import type { SampleColumns } from './sampleColumns';
import { DECISION_CODE } from './viewQuery';
import type { ViewQuery } from './viewQuery';

/**
 * Rows that match, in table order.
 * @param decisions one `DECISION_CODE` per row.
 */
export function filterRows(columns: SampleColumns, decisions: Uint8Array, query: ViewQuery): Uint32Array {
  const { rowCount } = columns;
  const accepts = new Uint8Array(3);
  accepts[DECISION_CODE.undecided] = Number(query.decisions.undecided);
  accepts[DECISION_CODE.keep] = Number(query.decisions.keep);
  accepts[DECISION_CODE.exclude] = Number(query.decisions.exclude);

  const keep = new Uint8Array(rowCount);
  for (let row = 0; row < rowCount; row++) keep[row] = accepts[decisions[row] ?? 0] ?? 0;
  for (const [name, [low, high]] of Object.entries(query.ranges)) {
    const values = columns.numbers.get(name);
    if (values === undefined) continue;
    for (let row = 0; row < rowCount; row++) {
      const value = values[row] ?? NaN;
      // Written so that NaN ("not measured") fails.
      if (!(value >= low && value <= high)) keep[row] = 0;
    }
  }
  const text = query.text.trim().toLowerCase();
  if (text !== '') filterByText(columns, text, keep);
  return indicesOf(keep);
}

function filterByText(columns: SampleColumns, text: string, keep: Uint8Array): void {
  const matching = new Set<number>();
  for (const [identity, name] of columns.identityNames) {
    if (name.toLowerCase().includes(text)) matching.add(identity);
  }
  for (let row = 0; row < keep.length; row++) {
    if (keep[row] === 0) continue;
    const identity = columns.identityIndex[row] ?? 0;
    if (matching.has(identity)) continue;
    const id = idText(identity, columns.sampleIndex[row] ?? 0);
    if (!id.includes(text)) keep[row] = 0;
  }
}

const idText = (identity: number, sample: number): string =>
  `i${String(identity).padStart(6, '0')}s${String(sample).padStart(4, '0')}`;

function indicesOf(keep: Uint8Array): Uint32Array {
  let count = 0;
  for (const flag of keep) count += flag;
  const rows = new Uint32Array(count);
  let next = 0;
  for (let row = 0; row < keep.length; row++) {
    if (keep[row] === 1) rows[next++] = row;
  }
  return rows;
}
