import { idSearch } from './idSearch';
import type { SampleColumns } from './sampleColumns';
import { DECISION_CODE } from './viewQuery';
import type { ViewQuery } from './viewQuery';

/** One condition of a query: equal signatures let the same rows through. */
interface Condition {
  readonly key: string;
  readonly signature: string;
  /** 1 for each row that fails. */
  readonly failing: () => Uint8Array;
}

/** Rows that a query let in or out compared with the one before. */
export interface FilterChange {
  readonly rows: Uint32Array;
  readonly count: number;
}

/**
 * Which rows pass a query. Each condition keeps the rows it turns down, so that changing one filter costs one pass over one column
 * however many others there are.
 */
export class RowFilter {
  /** 1 where the row passes the last query. */
  readonly passing: Uint8Array;
  passingCount: number;
  private readonly failures: Uint8Array;
  private readonly known = new Map<string, { readonly signature: string; readonly failing: Uint8Array }>();
  private readonly lists = new Map<string, Uint8Array>();
  private readonly changed: Uint32Array;
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
    for (const [key, { failing }] of this.known) {
      if (wanted.has(key)) continue;
      for (let row = 0; row < failing.length; row++)
        this.failures[row] = (this.failures[row] ?? 0) - (failing[row] ?? 0);
      this.known.delete(key);
    }
    for (const { key, signature, failing } of wanted.values()) {
      const before = this.known.get(key);
      if (before?.signature === signature) continue;
      const next = failing();
      for (let row = 0; row < next.length; row++)
        this.failures[row] = (this.failures[row] ?? 0) + (next[row] ?? 0) - (before?.failing[row] ?? 0);
      this.known.set(key, { signature, failing: next });
    }
    return this.takeChanges();
  }

  private takeChanges(): FilterChange {
    const { failures, passing, changed } = this;
    let count = 0;
    let passingCount = 0;
    for (let row = 0; row < passing.length; row++) {
      const passes = failures[row] === 0 ? 1 : 0;
      passingCount += passes;
      if (passing[row] !== passes) {
        passing[row] = passes;
        changed[count++] = row;
      }
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
        failing: () => this.failingDecisions(query),
      });
    for (const [name, [low, high]] of Object.entries(query.ranges)) {
      const values = this.numberOf(name);
      if (values === undefined) continue;
      conditions.push({ key: `range ${name}`, signature: `${low} ${high}`, failing: () => outside(values, low, high) });
    }
    const text = query.text.trim();
    if (text !== '') conditions.push({ key: 'text', signature: text, failing: () => this.failingText(text) });
    for (const name of query.lists) {
      const failing = this.lists.get(name);
      if (failing !== undefined)
        conditions.push({ key: `list ${name}`, signature: String(this.version), failing: () => failing });
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

function outside(values: Float32Array, low: number, high: number): Uint8Array {
  const failing = new Uint8Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? NaN;
    // Written so that NaN ("not measured") fails.
    failing[row] = value >= low && value <= high ? 0 : 1;
  }
  return failing;
}
