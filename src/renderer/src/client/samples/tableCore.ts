import { Failure } from '@shared/lib/failure';
import { countBins, summarise } from './columnSummary';
import type { ColumnSummary } from './columnSummary';
import { filterRows } from './filterRows';
import { readSampleColumns } from './sampleColumns';
import type { SampleColumns } from './sampleColumns';
import { sortRows } from './sortRows';
import type { SampleDetail, TableOpened, ViewAnswer } from './tableProtocol';
import type { ViewQuery } from './viewQuery';

/** One open sample table: what the worker does, without the worker. */
export class TableCore {
  private readonly columns: SampleColumns;
  private readonly decisions: Uint8Array;
  private readonly summaries: readonly ColumnSummary[];

  constructor(bytes: Uint8Array) {
    this.columns = readSampleColumns(bytes);
    this.decisions = new Uint8Array(this.columns.rowCount);
    this.summaries = [...this.columns.numbers]
      .map(([name, values]) => summarise(name, values))
      .filter((summary) => summary !== null);
  }

  opened(): TableOpened {
    const { rowCount, identityIndex, sampleIndex, partnerIndex, identityNames } = this.columns;
    // Copies: the window gets its own, the worker goes on with these.
    return {
      rowCount,
      identityIndex: identityIndex.slice(),
      sampleIndex: sampleIndex.slice(),
      partnerIndex: partnerIndex.slice(),
      identityNames,
      columns: this.summaries,
    };
  }

  /** @param now a clock in milliseconds. */
  view(query: ViewQuery, now: () => number): ViewAnswer {
    const startedMs = now();
    const order = sortRows(this.columns, filterRows(this.columns, this.decisions, query), query);
    const matching = new Map<string, Uint32Array>();
    for (const { name, low, high, bins } of this.summaries) {
      const values = this.columns.numbers.get(name);
      if (order.length === this.columns.rowCount) matching.set(name, bins);
      else if (values !== undefined) matching.set(name, countBins(values, order, low, high));
    }
    return { order, matching, elapsedMs: now() - startedMs };
  }

  row(row: number): SampleDetail {
    const { columns } = this;
    if (row < 0 || row >= columns.rowCount)
      throw new Failure({ code: 'not-found', message: `The table has no row ${row}.` });
    const numbers = new Map<string, number>();
    for (const [name, values] of columns.numbers) numbers.set(name, values[row] ?? NaN);
    return {
      row,
      file: columns.textOf('file', row),
      sha256: columns.textOf('sha256', row),
      source: columns.textOf('source', row),
      widthPx: columns.widthPx[row] ?? 0,
      heightPx: columns.heightPx[row] ?? 0,
      sizeBytes: columns.sizeBytes[row] ?? 0,
      partnerIndex: columns.partnerIndex[row] ?? -1,
      weight: columns.weight[row] ?? 1,
      numbers,
    };
  }

  /** Notes decisions without changing any view that was already given: an exclusion must not move the page. */
  setDecisions(rows: Uint32Array, codes: Uint8Array): void {
    for (let i = 0; i < rows.length; i++) this.decisions[rows[i] ?? 0] = codes[i] ?? 0;
  }
}
