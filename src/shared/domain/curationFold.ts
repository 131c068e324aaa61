import { Failure } from '../lib/failure';
import type { CurationLine, SampleDecision, Tag } from './curation';
import { SampleCells } from './curationCells';
import { keyOfSample, keysOf, sampleOfKey } from './curationSamples';
import type { SampleKey, SampleKeys } from './curationSamples';
import type { SampleId } from './ids';

/** What a line speaks of. */
export type Facet =
  { readonly kind: 'decision' } | { readonly kind: 'tag'; readonly tag: Tag } | { readonly kind: 'false-alarm' };

/** What one line may have changed. */
export interface Touched {
  readonly facet: Facet;
  readonly keys: SampleKeys;
}

/** One undo step. Lines of one sample, of which there are most, hold two numbers instead of two arrays. */
interface Applied {
  readonly revision: number;
  readonly facet: Facet;
  readonly value: number;
  readonly keys: SampleKeys | SampleKey;
  /** What held for each of the samples before it. */
  readonly before: Int32Array | number;
}

/** Deliveries that come twice come soon after each other; more than this many lines later nobody repeats one. */
export const KEPT_KEYS = 10_000;

const DECISION: Facet = { kind: 'decision' };
const FALSE_ALARM: Facet = { kind: 'false-alarm' };

/**
 * A journal folded line by line: each line costs as much as the samples it names, however long the journal has become. Lines must
 * come in order and once. A sample's decision is its last decide line in effect; a new line after an undo drops what could be
 * redone, as in every editor.
 */
export class CurationFold {
  private readonly inEffect: Applied[] = [];
  private undone: Applied[] = [];
  /** The revision that decided, per sample. */
  private readonly decided = new SampleCells();
  private readonly decisionOf = new Map<number, SampleDecision>();
  private readonly tagged = new Map<Tag, SampleCells>();
  private readonly tagFacets = new Map<Tag, Facet>();
  private readonly alarms = new SampleCells();
  private readonly keys = new Map<string, number>();
  private readonly touchedBy = new Map<number, Touched>();
  private tally = { keep: 0, exclude: 0 };
  private last = 0;

  get revision(): number {
    return this.last;
  }
  get keptCount(): number {
    return this.tally.keep;
  }
  get excludedCount(): number {
    return this.tally.exclude;
  }
  /** Revision that the next undo takes back, or null. */
  get undoTarget(): number | null {
    return this.inEffect.at(-1)?.revision ?? null;
  }
  /** Revision that the next redo brings again, or null. */
  get redoTarget(): number | null {
    return this.undone.at(-1)?.revision ?? null;
  }
  /** Samples that some decide line in effect names, undecided ones included. */
  get decidedCount(): number {
    return this.decided.count;
  }

  decisionAt(key: SampleKey): SampleDecision | undefined {
    return this.decisionOf.get(this.decided.get(key));
  }

  get(id: SampleId): SampleDecision | undefined {
    return this.decisionAt(keyOfSample(id));
  }

  forEachDecision(visit: (key: SampleKey, decision: SampleDecision) => void): void {
    this.decided.forEach((key, revision) => {
      const decision = this.decisionOf.get(revision);
      if (decision !== undefined) visit(key, decision);
    });
  }

  /** As a map of ids, in order; for few samples. */
  *entries(): IterableIterator<[SampleId, SampleDecision]> {
    for (const key of this.decided.keys()) {
      const decision = this.decisionAt(key);
      if (decision !== undefined) yield [sampleOfKey(key), decision];
    }
  }

  /** Tags that some sample has now, by name. */
  get tags(): readonly Tag[] {
    return [...this.tagged]
      .filter(([, cells]) => cells.count > 0)
      .map(([tag]) => tag)
      .sort();
  }

  hasTag(tag: Tag, key: SampleKey): boolean {
    return this.tagged.get(tag)?.get(key) === 1;
  }

  keysOfTag(tag: Tag): SampleKeys {
    return this.tagged.get(tag)?.keys() ?? new Float64Array();
  }

  isFalseAlarm(key: SampleKey): boolean {
    return this.alarms.get(key) === 1;
  }

  falseAlarms(): SampleKeys {
    return this.alarms.keys();
  }

  /** What the line of an idempotency key has changed; undefined when no such line is among the last `KEPT_KEYS`. */
  deliveredBy(key: string): Touched | undefined {
    const revision = this.keys.get(key);
    return revision === undefined ? undefined : this.touchedBy.get(revision);
  }

  /** @returns what may have changed. @throws Failure corrupt-data when an undo or redo is not next in line */
  add(line: CurationLine): Touched {
    const touched = this.apply(line);
    this.last = line.revision;
    if (line.key !== undefined) {
      this.keys.set(line.key, line.revision);
      this.touchedBy.set(line.revision, touched);
      if (this.keys.size > KEPT_KEYS) this.forgetOldestKey();
    }
    return touched;
  }

  private apply(line: CurationLine): Touched {
    if (line.action !== 'undo' && line.action !== 'redo') {
      const facet = this.facetOf(line);
      let value = 0;
      if (line.action === 'decide') {
        value = line.revision;
        this.decisionOf.set(value, { decision: line.decision, reason: line.reason, revision: value });
      } else value = Number(line.isOn);
      this.undone = [];
      return this.bringIn(line.revision, facet, value, keysOf(line.samples));
    }
    const isUndo = line.action === 'undo';
    const next = (isUndo ? this.inEffect : this.undone).at(-1);
    if (next?.revision !== line.target) {
      throw new Failure({
        code: 'corrupt-data',
        message: `Revision ${line.revision} wants to ${line.action} revision ${line.target}, which is not next in line.`,
        place: `curation.jsonl, line ${line.revision}`,
        remedy: 'Restore the journal from a backup; nothing after this line is applied.',
      });
    }
    const keys = typeof next.keys === 'number' ? Float64Array.of(next.keys) : next.keys;
    if (!isUndo) {
      this.undone.pop();
      return this.bringIn(next.revision, next.facet, next.value, keys);
    }
    this.inEffect.pop();
    this.undone.push(next);
    const { before } = next;
    for (let i = 0; i < keys.length; i++) {
      this.set(next.facet, keys[i] ?? 0, typeof before === 'number' ? before : (before[i] ?? 0));
    }
    return { facet: next.facet, keys };
  }

  private bringIn(revision: number, facet: Facet, value: number, keys: SampleKeys): Touched {
    if (keys.length === 1) {
      const key = keys[0] ?? 0;
      this.inEffect.push({ revision, facet, value, keys: key, before: this.set(facet, key, value) });
    } else {
      const before = new Int32Array(keys.length);
      for (let i = 0; i < keys.length; i++) before[i] = this.set(facet, keys[i] ?? 0, value);
      this.inEffect.push({ revision, facet, value, keys, before });
    }
    return { facet, keys };
  }

  private set(facet: Facet, key: SampleKey, value: number): number {
    if (facet.kind === 'tag') return this.cellsOfTag(facet.tag).set(key, value);
    if (facet.kind === 'false-alarm') return this.alarms.set(key, value);
    const before = this.decided.set(key, value);
    this.count(before, -1);
    this.count(value, 1);
    return before;
  }

  private count(revision: number, by: 1 | -1): void {
    const decision = this.decisionOf.get(revision)?.decision;
    if (decision === 'keep' || decision === 'exclude') this.tally[decision] += by;
  }

  private cellsOfTag(tag: Tag): SampleCells {
    let cells = this.tagged.get(tag);
    if (cells === undefined) this.tagged.set(tag, (cells = new SampleCells()));
    return cells;
  }

  private facetOf(line: CurationLine): Facet {
    if (line.action !== 'tag') return line.action === 'false-alarm' ? FALSE_ALARM : DECISION;
    let facet = this.tagFacets.get(line.tag);
    if (facet === undefined) this.tagFacets.set(line.tag, (facet = { kind: 'tag', tag: line.tag }));
    return facet;
  }

  private forgetOldestKey(): void {
    for (const [key, revision] of this.keys) {
      this.keys.delete(key);
      this.touchedBy.delete(revision);
      return;
    }
  }
}
