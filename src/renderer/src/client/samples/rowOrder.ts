import { groupRows } from './identityGroups';
import { indexSort } from './indexSort';
import type { SampleColumns } from './sampleColumns';
import type { ViewQuery } from './viewQuery';

/** Sorted orders that are kept: 4 bytes per row each. */
const KEPT_ORDERS = 8;

/** The order of rows in a view. A column is sorted once over the whole set; a filter then only picks from that order. */
export class RowOrder {
  private readonly orders = new Map<string, Uint32Array>();
  private byPosition: Uint32Array | null | undefined;

  constructor(
    private readonly columns: SampleColumns,
    private readonly numberOf: (name: string) => Float32Array | undefined,
  ) {}

  columnChanged(name: string): void {
    this.orders.delete(`${name} true`);
    this.orders.delete(`${name} false`);
  }

  /**
   * Values that were not measured come last in both directions; equal values keep table order.
   * @param passing 1 for each row to show @param count how many these are
   */
  of(query: ViewQuery, passing: Uint8Array, count: number): Uint32Array<ArrayBuffer> {
    const values = query.sortBy === null ? undefined : this.numberOf(query.sortBy);
    if (values === undefined || query.sortBy === null) {
      const rows = pick(this.positionOrder(), passing, count);
      return query.isDescending ? rows.reverse() : rows;
    }
    const rows = pick(this.valueOrder(query.sortBy, values, query.isDescending), passing, count);
    return query.isGrouped ? groupRows(this.columns.groups, rows, query.identityOrder) : rows;
  }

  private valueOrder(name: string, values: Float32Array, isDescending: boolean): Uint32Array {
    const key = `${name} ${String(isDescending)}`;
    const order = this.orders.get(key) ?? indexSort(values, isDescending);
    // Last used comes last.
    this.orders.delete(key);
    this.orders.set(key, order);
    for (const oldest of [...this.orders.keys()].slice(0, -KEPT_ORDERS)) this.orders.delete(oldest);
    return order;
  }

  /** By identity and sample; null where the table is stored so, which is the rule. */
  private positionOrder(): Uint32Array | null {
    if (this.byPosition === undefined) {
      const { identityIndex, sampleIndex, groups } = this.columns;
      this.byPosition = isInOrder(identityIndex, sampleIndex)
        ? null
        : groupRows(groups, indexSort(Float32Array.from(sampleIndex), false), 'index');
    }
    return this.byPosition;
  }
}

function isInOrder(identityIndex: Int32Array, sampleIndex: Int32Array): boolean {
  for (let row = 1; row < identityIndex.length; row++) {
    const step = (identityIndex[row] ?? 0) - (identityIndex[row - 1] ?? 0);
    if (step < 0 || (step === 0 && (sampleIndex[row] ?? 0) < (sampleIndex[row - 1] ?? 0))) return false;
  }
  return true;
}

/** @param order null: rows as they are stored. */
function pick(order: Uint32Array | null, passing: Uint8Array, count: number): Uint32Array<ArrayBuffer> {
  const rows = new Uint32Array(count);
  let next = 0;
  for (let at = 0; at < passing.length && next < count; at++) {
    const row = order === null ? at : (order[at] ?? 0);
    if (passing[row] === 1) rows[next++] = row;
  }
  return rows;
}
