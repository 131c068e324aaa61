import { groupRows } from './identityGroups';
import { identitiesByFirst, sortWithinIdentities } from './identityOrder';
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
    for (const isDescending of [true, false])
      for (const isGrouped of [true, false]) this.orders.delete(keyOf(name, isDescending, isGrouped));
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
    const { groups } = this.columns;
    const isSorted = query.isGrouped && groups.isStored;
    const rows = pick(this.valueOrder(query.sortBy, values, query.isDescending, isSorted), passing, count);
    if (!query.isGrouped) return rows;
    if (!isSorted) return groupRows(groups, rows, query.identityOrder);
    return query.identityOrder === 'index' ? rows : identitiesByFirst(groups, rows, values, query.isDescending);
  }

  /** @param isWithin each identity's samples together */
  private valueOrder(name: string, values: Float32Array, isDescending: boolean, isWithin: boolean): Uint32Array {
    const key = keyOf(name, isDescending, isWithin);
    const order =
      this.orders.get(key) ??
      (isWithin ? sortWithinIdentities(this.columns.groups, values, isDescending) : indexSort(values, isDescending));
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

const keyOf = (name: string, isDescending: boolean, isWithin: boolean): string =>
  `${name} ${String(isDescending)} ${String(isWithin)}`;

function isInOrder(identityIndex: Int32Array, sampleIndex: Int32Array): boolean {
  for (let row = 1; row < identityIndex.length; row++) {
    const step = (identityIndex[row] ?? 0) - (identityIndex[row - 1] ?? 0);
    if (step < 0 || (step === 0 && (sampleIndex[row] ?? 0) < (sampleIndex[row - 1] ?? 0))) return false;
  }
  return true;
}

/** @param order null: rows as they are stored. */
function pick(order: Uint32Array | null, passing: Uint8Array, count: number): Uint32Array<ArrayBuffer> {
  if (order !== null && count === order.length) return order.slice();
  const rows = new Uint32Array(count);
  let next = 0;
  for (let at = 0; at < passing.length && next < count; at++) {
    const row = order === null ? at : (order[at] ?? 0);
    if (passing[row] === 1) rows[next++] = row;
  }
  return rows;
}
