import type { SampleId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import type { ColumnSummary } from './columnSummary';
import { cosinesTo, nearestAmong } from './embeddings';
import type { Embeddings } from './embeddings';
import { MatchCounter } from './matchCounter';
import { neighboursOf, placeScores } from './placedScores';
import { RowFilter } from './rowFilter';
import { RowIndex } from './rowIndex';
import { RowOrder } from './rowOrder';
import { readSampleColumns, readSampleMeasures, readScoreColumns } from './sampleColumns';
import type { SampleColumns, SampleMeasures } from './sampleColumns';
import { TableNumbers } from './tableNumbers';
import type { Matches, NearestSame, SampleNumbers, TableOpened, ViewAnswer } from './tableProtocol';
import { SIMILAR_COLUMN } from './viewQuery';
import type { ViewQuery } from './viewQuery';

/** One open sample table: what the worker does, without the worker. */
export class TableCore {
  private readonly columns: SampleColumns;
  private readonly index: RowIndex;
  private readonly numbers = new TableNumbers();
  private measures: SampleMeasures | null = null;
  private readonly decisions: Uint8Array;
  private readonly filter: RowFilter;
  private readonly order: RowOrder;
  private readonly counter: MatchCounter;
  private references: ReadonlyMap<string, Int32Array> = new Map();
  private embeddings: Embeddings | null = null;
  private similarTo: string | null = null;

  /** @param bytes places of the samples; what was measured follows by `setMeasures`. @throws Failure corrupt-data */
  constructor(bytes: Uint8Array) {
    this.columns = readSampleColumns(bytes);
    this.index = new RowIndex(this.columns.identityIndex, this.columns.sampleIndex);
    this.decisions = new Uint8Array(this.columns.rowCount);
    const numberOf = (name: string): Float32Array | undefined => this.numbers.get(name);
    this.filter = new RowFilter(this.columns, numberOf, this.decisions);
    this.order = new RowOrder(this.columns, numberOf);
    this.counter = new MatchCounter(this.filter);
  }

  get rowCount(): number {
    return this.columns.rowCount;
  }

  get hasMeasures(): boolean {
    return this.measures !== null;
  }

  /** @throws Failure corrupt-data */
  setMeasures(bytes: Uint8Array): void {
    this.measures = readSampleMeasures(bytes, this.rowCount);
    this.numbers.setOwn(this.measures.numbers);
    for (const name of this.measures.numbers.keys()) this.columnChanged(name);
  }

  opened(): TableOpened {
    const { rowCount, identityIndex, sampleIndex, names, groups } = this.columns;
    // Copies: the window gets its own, the worker goes on with these.
    return {
      rowCount,
      identityIndex: identityIndex.slice(),
      sampleIndex: sampleIndex.slice(),
      isStored: this.index.isStored,
      names: {
        identities: names.packed.identities.slice(),
        offsets: names.packed.offsets.slice(),
        bytes: names.packed.bytes.slice(),
      },
      identityCount: groups.count,
      largestIdentity: groups.largest,
    };
  }

  /** Every column in which something was measured. */
  summaries(): ColumnSummary[] {
    return this.numbers.summaries();
  }

  /** Looks at the next column that nobody has looked at yet, some milliseconds per million rows; false when there is none. */
  prepareColumn(): boolean {
    return this.numbers.binNext();
  }

  /**
   * Puts scores beside the columns, in the place of earlier ones.
   * @param bytes as `scoresTableUrl` describes, or null: there are none.
   * @throws Failure corrupt-data
   */
  setScores(bytes: Uint8Array | null): void {
    const placed = bytes === null ? null : placeScores(readScoreColumns(bytes), this.columns, this.index);
    this.references = placed?.references ?? new Map();
    for (const name of this.numbers.setScores(placed?.numbers ?? new Map())) this.columnChanged(name);
  }

  get hasEmbeddings(): boolean {
    return this.embeddings !== null;
  }

  setEmbeddings(embeddings: Embeddings): void {
    this.embeddings = embeddings;
  }

  /** @param now a clock in milliseconds. */
  view(query: ViewQuery, now: () => number): ViewAnswer {
    const startedMs = now();
    const hasNewColumns = this.setSimilar(query.similarTo);
    this.counter.changed(this.filter.apply(query));
    const order = this.order.of(query, this.filter.passing, this.filter.passingCount);
    return { order, hasNewColumns, elapsedMs: now() - startedMs };
  }

  /** What lies where in the last view; unknown columns are left out. */
  matches(names: readonly string[]): Matches {
    const matches = new Map<string, Uint32Array<ArrayBuffer>>();
    for (const name of names) {
      const binned = this.numbers.binned(name);
      if (binned !== null) matches.set(name, this.counter.count(name, binned));
    }
    return matches;
  }

  /** A copy of a column; of a pointing one (`duplicate.group`, `suggest.reasons`) its whole numbers. @throws Failure not-found */
  values(name: string): Float32Array<ArrayBuffer> {
    const values = this.numbers.get(name) ?? this.references.get(name);
    if (values === undefined) throw new Failure({ code: 'not-found', message: `The table has no column ${name}.` });
    return Float32Array.from(values);
  }

  idOf(row: number): SampleId {
    return this.index.idOf(row);
  }

  row(row: number): SampleNumbers {
    const { measures } = this;
    if (row < 0 || row >= this.rowCount)
      throw new Failure({ code: 'not-found', message: `The table has no row ${row}.` });
    const group = this.references.get('duplicate.group')?.[row] ?? -1;
    return {
      row,
      widthPx: measures?.widthPx[row] ?? 0,
      heightPx: measures?.heightPx[row] ?? 0,
      sizeBytes: measures?.sizeBytes[row] ?? 0,
      partnerIndex: measures?.partnerIndex[row] ?? -1,
      weight: measures?.weight[row] ?? 1,
      numbers: this.numbers.at(row),
      neighbours: neighboursOf(this.references, row),
      duplicateGroup: group < 0 ? null : group,
    };
  }

  /** The most alike sample of the same identity. */
  nearestSame(row: number): NearestSame {
    if (this.embeddings === null) return null;
    const { ofRow } = this.columns.groups;
    const own = ofRow[row];
    const siblings: number[] = [];
    for (let at = 0; at < ofRow.length; at++) if (ofRow[at] === own) siblings.push(at);
    return nearestAmong(this.embeddings, row, siblings);
  }

  setList(name: string, rows: Uint32Array | null): void {
    this.filter.setList(name, rows);
  }

  /** Notes decisions without changing any view that was already given: an exclusion must not move the page. */
  setDecisions(rows: Uint32Array, codes: Uint8Array): void {
    for (let i = 0; i < rows.length; i++) this.decisions[rows[i] ?? 0] = codes[i] ?? 0;
    this.filter.decisionsChanged();
  }

  /** @returns whether there are other columns than before. */
  private setSimilar(id: ViewQuery['similarTo']): boolean {
    if (id === this.similarTo || this.embeddings === null) return false;
    this.similarTo = id;
    const row = id === null ? -1 : this.index.rowOf(id);
    this.numbers.setComputed(SIMILAR_COLUMN, row < 0 ? null : cosinesTo(this.embeddings, row));
    this.columnChanged(SIMILAR_COLUMN);
    return true;
  }

  private columnChanged(name: string): void {
    this.filter.columnChanged(name);
    this.order.columnChanged(name);
    this.counter.forget(name);
  }
}
