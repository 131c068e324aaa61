import { binColumn } from './columnSummary';
import type { BinnedColumn, ColumnSummary } from './columnSummary';

/** The number columns of a table: its own, its scores, and those computed on the way. A column's bins are found when first asked for. */
export class TableNumbers {
  private scores: ReadonlyMap<string, Float32Array> = new Map();
  private readonly computed = new Map<string, Float32Array>();
  /** null: nothing was measured in it. */
  private readonly bins = new Map<string, BinnedColumn | null>();

  private own: ReadonlyMap<string, Float32Array> = new Map();

  /** What the sample table itself holds. */
  setOwn(own: ReadonlyMap<string, Float32Array>): void {
    this.own = own;
    for (const name of own.keys()) this.bins.delete(name);
  }

  get(name: string): Float32Array | undefined {
    return this.computed.get(name) ?? this.scores.get(name) ?? this.own.get(name);
  }

  binned(name: string): BinnedColumn | null {
    let found = this.bins.get(name);
    if (found === undefined) {
      const values = this.get(name);
      found = values === undefined ? null : binColumn(name, values);
      this.bins.set(name, found);
    }
    return found;
  }

  /** Finds the bins of one more column; false when all are known. */
  binNext(): boolean {
    const next = this.names().find((name) => !this.bins.has(name));
    if (next !== undefined) this.binned(next);
    return next !== undefined;
  }

  private names(): string[] {
    return [...new Set([...this.computed.keys(), ...this.scores.keys(), ...this.own.keys()])];
  }

  /** Of every column in which something was measured. */
  summaries(): ColumnSummary[] {
    return this.names().flatMap((name) => this.binned(name)?.summary ?? []);
  }

  /** @returns the names whose values are others now. */
  setScores(scores: ReadonlyMap<string, Float32Array>): string[] {
    const changed = new Set([...this.scores.keys(), ...scores.keys()]);
    this.scores = scores;
    for (const name of changed) this.bins.delete(name);
    return [...changed];
  }

  /** @param values null removes it. */
  setComputed(name: string, values: Float32Array | null): void {
    this.bins.delete(name);
    if (values === null) this.computed.delete(name);
    else this.computed.set(name, values);
  }

  /** Every number of one row. */
  at(row: number): Map<string, number> {
    const numbers = new Map<string, number>();
    for (const columns of [this.own, this.scores, this.computed])
      for (const [name, values] of columns) numbers.set(name, values[row] ?? NaN);
    return numbers;
  }
}
