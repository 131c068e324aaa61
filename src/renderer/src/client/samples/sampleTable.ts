import { MAX_SAMPLES_PER_IDENTITY } from '@shared/domain/ids';
import type { SampleId, SetId } from '@shared/domain/ids';
import type { StandingChange } from '../curationBoard';
import type { ColumnSummary } from './columnSummary';
import { IdentityNames } from './identityNames';
import { RowIndex } from './rowIndex';
import type { Matches, NearestSame, SampleDetail, TableOpened, ViewAnswer } from './tableProtocol';
import { newTableAsker } from './tableWorker';
import type { TableAsker } from './tableWorker';
import { DECISION_CODE } from './viewQuery';
import type { ViewQuery } from './viewQuery';

/** Columns are looked at when the window rests after the first view, or this long after it. */
const LATEST_MS = 700;

/** A set's samples in the window: positions and names here, everything else in its worker. */
export class SampleTable {
  private readonly undos: (() => void)[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly names: IdentityNames;
  private currentColumns: readonly ColumnSummary[] = [];
  private isFirstView = true;
  /** Columns whose histograms are looked at: each view is counted in them at once, not when the window has drawn it. */
  private watched: readonly string[] = [];
  private counted: { readonly key: string; readonly matches: Promise<Matches> } | null = null;
  private valueRequests = new Map<string, Promise<Float32Array>>();

  private constructor(
    private readonly asker: TableAsker,
    readonly opened: TableOpened,
    private readonly index: RowIndex,
  ) {
    this.names = new IdentityNames(opened.names);
  }

  /** @throws Failure not-found, io, corrupt-data */
  static async open(setId: SetId): Promise<SampleTable> {
    const asker = newTableAsker();
    try {
      const opened = await asker.ask({ type: 'load', setId });
      return new SampleTable(asker, opened, new RowIndex(opened.identityIndex, opened.sampleIndex, opened.isStored));
    } catch (thrown) {
      asker.close();
      throw thrown;
    }
  }

  get rowCount(): number {
    return this.opened.rowCount;
  }

  idOf(row: number): SampleId {
    return this.index.idOf(row);
  }

  /** @returns −1 when the table has no such sample. */
  rowOf(id: SampleId): number {
    return this.index.rowOf(id);
  }

  /** @param key `identityIndex × 10,000 + sampleIndex` @returns −1 when the table has no such sample. */
  rowOfKey(key: number): number {
    return this.index.rowAt(Math.floor(key / MAX_SAMPLES_PER_IDENTITY), key % MAX_SAMPLES_PER_IDENTITY);
  }

  identityOf(row: number): number {
    return this.opened.identityIndex[row] ?? 0;
  }

  identityName(identity: number): string {
    return this.names.of(identity) ?? String(identity);
  }

  /** Every number column as of now: scores and computed ones come and go. The same list until they change. */
  readonly columns = (): readonly ColumnSummary[] => this.currentColumns;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /**
   * Fetches the set's scores, in the place of earlier ones.
   * @returns whether there are any. @throws Failure io, corrupt-data
   */
  async loadScores(url: string): Promise<boolean> {
    const hasScores = await this.asker.ask({ type: 'scores', url });
    await this.refreshColumns();
    return hasScores;
  }

  async view(query: ViewQuery): Promise<ViewAnswer> {
    const asked = this.asker.ask({ type: 'view', query });
    this.countWatched();
    const answer = await asked;
    // Faces first: what the columns hold is looked at when the first view is there.
    const lookAtColumns = (): void => void this.refreshColumns().catch(() => undefined);
    if (this.isFirstView) requestIdleCallback(lookAtColumns, { timeout: LATEST_MS });
    else if (answer.hasNewColumns) lookAtColumns();
    this.isFirstView = false;
    return answer;
  }

  /** How many rows of the last view lie in each bin of these columns. */
  matches(columns: readonly string[]): Promise<Matches> {
    this.watched = columns;
    if (this.counted?.key === columns.join('\n')) return this.counted.matches;
    return this.asker.ask({ type: 'matches', columns });
  }

  private countWatched(): void {
    if (this.watched.length === 0) return;
    const matches = this.asker.ask({ type: 'matches', columns: this.watched });
    // Told to those who ask for it; a closed table has nothing to count.
    matches.catch(() => undefined);
    this.counted = { key: this.watched.join('\n'), matches };
  }

  /** A whole column, one value per row, NaN where there is none; kept until the columns change. @throws Failure not-found */
  values(column: string): Promise<Float32Array> {
    const values = this.valueRequests.get(column) ?? this.asker.ask({ type: 'values', column });
    this.valueRequests.set(column, values);
    return values;
  }

  /** Most alike sample of the same identity; fetches the embeddings when they were not yet. */
  nearestSame(row: number): Promise<NearestSame> {
    return this.asker.ask({ type: 'nearestSame', row });
  }

  /** Names a list of rows for `ViewQuery.lists`; −1 is passed over. Null forgets it. */
  async setList(name: string, rows: Int32Array | null): Promise<void> {
    const known = rows === null ? null : Uint32Array.from(rows.filter((row) => row >= 0));
    await this.asker.ask({ type: 'list', name, rows: known });
  }

  detail(row: number): Promise<SampleDetail> {
    return this.asker.ask({ type: 'row', row });
  }

  /** Makes later views know these decisions. */
  async noteDecisions(changed: readonly StandingChange[]): Promise<void> {
    for (const { keys, decision } of changed) {
      const found = Int32Array.from(keys, (key) => this.rowOfKey(key));
      const rows = Uint32Array.from(found.filter((row) => row >= 0));
      const codes = new Uint8Array(rows.length).fill(DECISION_CODE[decision]);
      await this.asker.ask({ type: 'decisions', rows, codes });
    }
  }

  /** @param undo is run when the table is closed. */
  onClose(undo: () => void): void {
    this.undos.push(undo);
  }

  private async refreshColumns(): Promise<void> {
    this.currentColumns = await this.asker.ask({ type: 'columns' });
    this.counted = null;
    this.valueRequests = new Map();
    for (const listener of this.listeners) listener();
  }

  close(): void {
    for (const undo of this.undos) undo();
    this.asker.close();
  }
}
