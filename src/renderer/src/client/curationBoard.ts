import type { CurationChange, CurationView, ReviewCounts } from '@shared/contract/views';
import type { Decision, ExclusionReason, Tag } from '@shared/domain/curation';
import { SampleCells } from '@shared/domain/curationCells';
import { keysOf } from '@shared/domain/curationSamples';
import type { SampleKey, SampleKeys } from '@shared/domain/curationSamples';

export interface Standing {
  readonly decision: Decision;
  readonly reason: ExclusionReason | null;
}

/** Samples that now stand alike. */
export interface StandingChange extends Standing {
  readonly keys: SampleKeys;
}

export const UNTOUCHED: Standing = { decision: 'undecided', reason: null };
const COUNT_OF = { keep: 'kept', exclude: 'excluded', undecided: 'undecided' } as const;

type Counts = { -readonly [K in keyof ReviewCounts]: number };

/**
 * What a window shows of one set's decisions: what the journal has said, and over it what is on its way. Ten bytes a sample and no
 * object for any, so that a million decided samples open and change at once.
 */
export class CurationBoard {
  /** Index into `standings` per sample: as the journal has it. */
  private readonly base = new SampleCells();
  /** Number of the last decision on its way per sample. */
  private readonly over = new SampleCells();
  private readonly onTheirWay = new Map<number, { readonly standing: Standing; readonly keys: SampleKeys }>();
  private readonly standings: Standing[] = [UNTOUCHED];
  private readonly codes = new Map<string, number>();
  private readonly tagged = new Map<Tag, SampleCells>();
  private readonly alarms = new SampleCells();
  private baseCounts: ReviewCounts = { kept: 0, excluded: 0, undecided: 0 };
  private shown: Counts = { kept: 0, excluded: 0, undecided: 0 };

  get counts(): ReviewCounts {
    return { ...this.shown };
  }

  standingOf(key: SampleKey): Standing {
    const number = this.over.get(key);
    return (number === 0 ? this.standings[this.base.get(key)] : this.onTheirWay.get(number)?.standing) ?? UNTOUCHED;
  }

  hasTag(tag: Tag, key: SampleKey): boolean {
    return this.tagged.get(tag)?.get(key) === 1;
  }

  /** Tags that some sample has, by name. */
  get tags(): readonly Tag[] {
    return [...this.tagged]
      .filter(([, cells]) => cells.count > 0)
      .map(([tag]) => tag)
      .sort();
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

  /** Everything that is not untouched, alike ones together. */
  all(): readonly StandingChange[] {
    const keys = new Map<Standing, number[]>();
    const add = (key: number): void => {
      const standing = this.standingOf(key);
      const held = keys.get(standing);
      if (held === undefined) keys.set(standing, [key]);
      else held.push(key);
    };
    this.base.forEach(add);
    this.over.forEach((key) => {
      if (this.base.get(key) === 0) add(key);
    });
    return Array.from(keys, ([{ decision, reason }, own]) => ({ decision, reason, keys: Float64Array.from(own) }));
  }

  /** Begins again from the journal. @returns what a listener must hear to be right again */
  replace(view: CurationView): readonly StandingChange[] {
    const before = this.base.keys();
    this.base.clear();
    for (const { samples, decision, reason } of view.decisions) {
      const code = this.codeOf({ decision, reason });
      for (const key of keysOf(samples)) this.base.set(key, code);
    }
    this.tagged.clear();
    for (const { tag, samples } of view.tags) this.mark(this.cellsOfTag(tag), keysOf(samples), true);
    this.alarms.clear();
    if (view.falseAlarms !== null) this.mark(this.alarms, keysOf(view.falseAlarms), true);
    this.baseCounts = view.counts;
    this.shown = { ...view.counts };
    this.over.forEach((key, number) => {
      this.shown[COUNT_OF[(this.standings[this.base.get(key)] ?? UNTOUCHED).decision]]--;
      this.shown[COUNT_OF[(this.onTheirWay.get(number)?.standing ?? UNTOUCHED).decision]]++;
    });
    const lost = before.filter((key) => this.base.get(key) === 0 && this.over.get(key) === 0);
    return [...(lost.length === 0 ? [] : [{ ...UNTOUCHED, keys: lost }]), ...this.all()];
  }

  /** What a line of the journal has changed. @returns what changed on screen */
  apply(change: CurationChange): readonly StandingChange[] {
    const seen: StandingChange[] = [];
    for (const { samples, decision, reason } of change.changed) {
      const code = this.codeOf({ decision, reason });
      const keys = keysOf(samples);
      const visible = this.over.count === 0 ? keys : keys.filter((key) => this.over.get(key) === 0);
      for (const key of visible) this.count(key, decision);
      for (const key of keys) this.base.set(key, code);
      if (visible.length > 0) seen.push({ keys: visible, decision, reason });
    }
    this.mayTag(change);
    this.baseCounts = change.counts;
    if (this.over.count === 0) this.shown = { ...change.counts };
    return seen;
  }

  /** Shows a decision before the journal has it. @param number > 0, rising */
  show(number: number, change: StandingChange): void {
    const { decision, reason, keys } = change;
    this.onTheirWay.set(number, { standing: { decision, reason }, keys });
    for (const key of keys) {
      this.count(key, decision);
      this.over.set(key, number);
    }
  }

  /** The decision is in the journal, or will never be. @returns what changed on screen */
  settle(number: number): readonly StandingChange[] {
    const entry = this.onTheirWay.get(number);
    if (entry === undefined) return [];
    this.onTheirWay.delete(number);
    const { standing: shown, keys } = entry;
    const changed = new Map<Standing, number[]>();
    for (const key of keys) {
      if (this.over.get(key) !== number) continue;
      this.over.set(key, 0);
      const now = this.standings[this.base.get(key)] ?? UNTOUCHED;
      if (now.decision === shown.decision && now.reason === shown.reason) continue;
      this.shown[COUNT_OF[shown.decision]]--;
      this.shown[COUNT_OF[now.decision]]++;
      const held = changed.get(now);
      if (held === undefined) changed.set(now, [key]);
      else held.push(key);
    }
    if (this.over.count === 0) this.shown = { ...this.baseCounts };
    return Array.from(changed, ([{ decision, reason }, own]) => ({ decision, reason, keys: Float64Array.from(own) }));
  }

  /** Tags and false alarms are shown at once; when one is refused the journal is read again. */
  mayTag(change: Pick<CurationChange, 'tags' | 'falseAlarms'>): void {
    for (const { tag, isOn, samples } of change.tags) this.mark(this.cellsOfTag(tag), keysOf(samples), isOn);
    for (const { isOn, samples } of change.falseAlarms) this.mark(this.alarms, keysOf(samples), isOn);
  }

  private mark(cells: SampleCells, keys: SampleKeys, isOn: boolean): void {
    for (const key of keys) cells.set(key, Number(isOn));
  }

  private count(key: SampleKey, decision: Decision): void {
    this.shown[COUNT_OF[this.standingOf(key).decision]]--;
    this.shown[COUNT_OF[decision]]++;
  }

  private cellsOfTag(tag: Tag): SampleCells {
    let cells = this.tagged.get(tag);
    if (cells === undefined) this.tagged.set(tag, (cells = new SampleCells()));
    return cells;
  }

  private codeOf(standing: Standing): number {
    const name = `${standing.decision} ${standing.reason ?? ''}`;
    let code = this.codes.get(name);
    if (code === undefined) {
      code = this.standings.push(standing) - 1;
      this.codes.set(name, code);
    }
    return code;
  }
}
