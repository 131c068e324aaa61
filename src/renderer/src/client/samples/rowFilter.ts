import { idSearch } from './idSearch';
import type { SampleColumns } from './sampleColumns';
import { DECISION_CODE } from './viewQuery';
import type { ViewQuery } from './viewQuery';

/** One condition of a query: equal signatures let the same rows through. */
interface Condition {
  readonly key: string;
  readonly signature: string;
  readonly test: Range | { readonly failing: () => Uint8Array };
}

/** Both ends included; what was not measured fails. */
interface Range {
  readonly values: Float32Array;
  readonly low: number;
  readonly high: number;
}

/** Rows that a query let in or out compared with the one before. */
export interface FilterChange {
  readonly rows: Uint32Array;
  readonly count: number;
}

/**
 * Which rows pass a query. Each condition keeps the rows it turns down, so that changing one filter costs one pass over one column
 * however many others there are, and beyond that only what the rows cost that it turned down or let in.
 */
export class RowFilter {
  /** 1 where the row passes the last query. */
  readonly passing: Uint8Array;
  passingCount: number;
  private readonly failures: Uint8Array;
  private readonly known = new Map<string, { readonly signature: string; readonly failing: Uint8Array }>();
  private readonly lists = new Map<string, Uint8Array>();
  private readonly changed: Uint32Array;
  /** Rows that a condition let in or out, some of them more than once; beyond `rowCount` of them they are only counted. */
  private readonly touched: Uint32Array;
  private touchedCount = 0;
  private readonly nothing: Uint8Array;
  /** Grows when decisions or lists change, which a query does not show. */
  private version = 0;

  constructor(
    private readonly columns: SampleColumns,
    private readonly numberOf: (name: string) => Float32Array | undefined,
    private readonly decisions: Uint8Array,
  ) {
    this.failures = new Uint8Array(columns.rowCount);
    this.passing = new Uint8Array(columns.rowCount).fill(1);
    this.passingCount = columns.rowCount;
    this.changed = new Uint32Array(columns.rowCount);
    this.touched = new Uint32Array(columns.rowCount);
    this.nothing = new Uint8Array(columns.rowCount);
  }

  decisionsChanged(): void {
    this.version++;
  }

  /** @param rows null forgets the list; a query that names it then shows everything. */
  setList(name: string, rows: Uint32Array | null): void {
    this.version++;
    if (rows === null) this.lists.delete(name);
    else {
      const failing = new Uint8Array(this.columns.rowCount).fill(1);
      for (const row of rows) failing[row] = 0;
      this.lists.set(name, failing);
    }
  }

  /** A column's values were replaced: conditions on it are asked again. */
  columnChanged(name: string): void {
    const known = this.known.get(`range ${name}`);
    if (known !== undefined) this.known.set(`range ${name}`, { ...known, signature: '' });
  }

  /** Makes `passing` fit the query and tells which rows changed sides. */
  apply(query: ViewQuery): FilterChange {
    const wanted = new Map(this.conditionsOf(query).map((condition) => [condition.key, condition]));
    this.touchedCount = 0;
    for (const [key, { failing }] of this.known) {
      if (wanted.has(key)) continue;
      this.replace(failing, this.nothing);
      this.known.delete(key);
    }
    for (const { key, signature, test } of wanted.values()) {
      const before = this.known.get(key);
      if (before?.signature === signature) continue;
      if ('failing' in test) {
        const next = test.failing();
        this.replace(before?.failing ?? this.nothing, next);
        this.known.set(key, { signature, failing: next });
      } else {
        const failing = before?.failing ?? new Uint8Array(this.columns.rowCount);
        this.narrow(failing, test);
        this.known.set(key, { signature, failing });
      }
    }
    return this.takeChanges();
  }

  /** Counts the rows on which the two differ. */
  private replace(before: Uint8Array, next: Uint8Array): void {
    const { failures, touched } = this;
    let count = this.touchedCount;
    for (let row = 0; row < next.length; row++) {
      const step = (next[row] ?? 0) - (before[row] ?? 0);
      if (step === 0) continue;
      failures[row] = (failures[row] ?? 0) + step;
      if (count < touched.length) touched[count] = row;
      count++;
    }
    this.touchedCount = count;
  }

  /** Makes `failing` fit a range, in one pass over its column. */
  private narrow(failing: Uint8Array, { values, low, high }: Range): void {
    const { failures, touched } = this;
    let count = this.touchedCount;
    for (let row = 0; row < values.length; row++) {
      const value = values[row] ?? NaN;
      // Written so that NaN ("not measured") fails.
      const fails = value >= low && value <= high ? 0 : 1;
      const before = failing[row] ?? 0;
      if (fails === before) continue;
      failing[row] = fails;
      failures[row] = (failures[row] ?? 0) + fails - before;
      if (count < touched.length) touched[count] = row;
      count++;
    }
    this.touchedCount = count;
  }

  private takeChanges(): FilterChange {
    const { failures, passing, changed, touched, touchedCount } = this;
    const areAllKnown = touchedCount <= touched.length;
    const end = areAllKnown ? touchedCount : passing.length;
    let count = 0;
    let passingCount = this.passingCount;
    for (let at = 0; at < end; at++) {
      const row = areAllKnown ? (touched[at] ?? 0) : at;
      const passes = failures[row] === 0 ? 1 : 0;
      if (passing[row] === passes) continue;
      passing[row] = passes;
      passingCount += 2 * passes - 1;
      changed[count++] = row;
    }
    this.passingCount = passingCount;
    return { rows: changed, count };
  }

  private conditionsOf(query: ViewQuery): Condition[] {
    const conditions: Condition[] = [];
    const { keep, exclude, undecided } = query.decisions;
    if (!keep || !exclude || !undecided)
      conditions.push({
        key: 'decision',
        signature: `${this.version} ${keep} ${exclude} ${undecided}`,
        test: { failing: () => this.failingDecisions(query) },
      });
    for (const [name, [low, high]] of Object.entries(query.ranges)) {
      const values = this.numberOf(name);
      if (values === undefined) continue;
      conditions.push({ key: `range ${name}`, signature: `${low} ${high}`, test: { values, low, high } });
    }
    const text = query.text.trim();
    if (text !== '') conditions.push({ key: 'text', signature: text, test: { failing: () => this.failingText(text) } });
    for (const name of query.lists) {
      const failing = this.lists.get(name);
      if (failing !== undefined)
        conditions.push({ key: `list ${name}`, signature: String(this.version), test: { failing: () => failing } });
    }
    return conditions;
  }

  private failingDecisions({ decisions }: ViewQuery): Uint8Array {
    const failing = new Uint8Array(this.decisions.length);
    const fails = new Uint8Array(3);
    fails[DECISION_CODE.undecided] = Number(!decisions.undecided);
    fails[DECISION_CODE.keep] = Number(!decisions.keep);
    fails[DECISION_CODE.exclude] = Number(!decisions.exclude);
    for (let row = 0; row < failing.length; row++) failing[row] = fails[this.decisions[row] ?? 0] ?? 0;
    return failing;
  }

  private failingText(text: string): Uint8Array {
    const matches = idSearch(this.columns, text);
    const failing = new Uint8Array(this.columns.rowCount);
    for (let row = 0; row < failing.length; row++) failing[row] = matches(row) ? 0 : 1;
    return failing;
  }
}
