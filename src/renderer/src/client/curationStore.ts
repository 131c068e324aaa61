import type { CurationChange, ReviewCounts } from '@shared/contract/views';
import type { Decision, ExclusionReason, Tag } from '@shared/domain/curation';
import { keyOfSample, keysOf, sampleSetOf, sortedKeys } from '@shared/domain/curationSamples';
import type { SampleKey, SampleKeys, SampleSet } from '@shared/domain/curationSamples';
import type { SampleId, SetId } from '@shared/domain/ids';
import { toFailureDetail } from '@shared/lib/failure';
import type { FailureDetail } from '@shared/lib/failure';
import type { Outbox, OutboxEntry } from '../db/outbox';
import { CurationBoard } from './curationBoard';
import type { Standing, StandingChange } from './curationBoard';
import { CurationDelivery, laterByTimer } from './curationDelivery';
import type { Later, RefusedEntry } from './curationDelivery';
import { newDecisionKey } from './newDecisionKey';
import type { OutisClient } from './outisClient';

export interface CurationSnapshot {
  readonly isLoaded: boolean;
  readonly revision: number;
  readonly counts: ReviewCounts;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly readOnlyReason: string | null;
  /** Decisions shown on screen that the journal has not acknowledged yet. */
  readonly pendingCount: number;
  /** Why they are not through yet; they are tried again by themselves. */
  readonly problem: FailureDetail | null;
  /** Decisions that the program will not take, until a person has seen them. */
  readonly refused: readonly RefusedEntry[];
  /** Tags that some sample has, by name. */
  readonly tags: readonly Tag[];
  /** Why the decisions could not be read. */
  readonly error: FailureDetail | undefined;
  /** Grows with every change of any decision, tag or false alarm. */
  readonly version: number;
}

/** Samples by name, or as rising keys where there are many. */
export type Samples = readonly SampleId[] | SampleKeys;
const EMPTY: CurationSnapshot = {
  isLoaded: false,
  revision: 0,
  counts: { kept: 0, excluded: 0, undecided: 0 },
  canUndo: false,
  canRedo: false,
  readOnlyReason: null,
  pendingCount: 0,
  problem: null,
  refused: [],
  tags: [],
  error: undefined,
  version: 0,
};
const RELOAD_AFTER_MS = 2000;

/**
 * The decisions of one set as this window shows them. A decision is on screen at once, in the outbox at once, and sent in order
 * until the journal has it; lines that others write arrive as events and go underneath.
 */
export class CurationStore {
  private readonly board = new CurationBoard();
  private readonly delivery: CurationDelivery;
  private readonly listeners = new Set<() => void>();
  private readonly changeListeners = new Set<(changed: readonly StandingChange[]) => void>();
  private readonly markListeners = new Set<() => void>();
  private readonly numbers = new Map<string, number>();
  private snapshot = EMPTY;
  private nextNumber = 1;
  private isReloading = false;
  private redoIsOpen = false;
  private undoIsOpen = false;

  constructor(
    private readonly client: OutisClient,
    outbox: Outbox,
    readonly setId: SetId,
    private readonly onCommitted: () => void,
    private readonly later: Later = laterByTimer,
  ) {
    this.delivery = new CurationDelivery(
      client,
      outbox,
      setId,
      {
        onDelivered: (entry, change) => this.delivered(entry, change),
        onRefused: (entry) => this.wasRefused(entry),
        onState: () => this.publish({}),
      },
      later,
    );
  }

  readonly getSnapshot = (): CurationSnapshot => this.snapshot;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Told of each change of a decision, whoever caused it. */
  onChanged(listener: (changed: readonly StandingChange[]) => void): () => void {
    this.changeListeners.add(listener);
    return () => this.changeListeners.delete(listener);
  }

  /** Told when tags or false alarms have changed; `tagKeys` and `falseAlarms` say what holds now. */
  onMarksChanged(listener: () => void): () => void {
    this.markListeners.add(listener);
    return () => this.markListeners.delete(listener);
  }

  standingOf(id: SampleId): Standing {
    return this.board.standingOf(keyOfSample(id));
  }
  standingAt(key: SampleKey): Standing {
    return this.board.standingOf(key);
  }
  tagsOf(id: SampleId): readonly Tag[] {
    const key = keyOfSample(id);
    return this.snapshot.tags.filter((tag) => this.board.hasTag(tag, key));
  }
  tagKeys(tag: Tag): SampleKeys {
    return this.board.keysOfTag(tag);
  }
  isFalseAlarm(id: SampleId): boolean {
    return this.board.isFalseAlarm(keyOfSample(id));
  }
  falseAlarms(): SampleKeys {
    return this.board.falseAlarms();
  }

  /** Every sample that is not untouched, alike ones together. */
  all(): readonly StandingChange[] {
    return this.board.all();
  }

  /** Reads the journal's state and delivers what an earlier window could not. */
  async load(): Promise<void> {
    for (const entry of await this.delivery.restore()) this.showEntry(entry);
    if (await this.reload()) this.delivery.retryNow();
  }

  decide(samples: Samples, decision: Decision, reason: ExclusionReason | null, who: string, note = ''): void {
    this.say(samples, (set) => ({ ...this.said(who), action: 'decide', samples: set, decision, reason, note }));
  }

  tag(samples: Samples, tag: Tag, isOn: boolean, who: string): void {
    this.say(samples, (set) => ({ ...this.said(who), action: 'tag', samples: set, tag, isOn, note: '' }));
  }

  falseAlarm(samples: Samples, isOn: boolean, who: string): void {
    this.say(samples, (set) => ({ ...this.said(who), action: 'false-alarm', samples: set, isOn, note: '' }));
  }

  /** Resolves when the journal has it. */
  undo(who: string): Promise<void> {
    return this.mayDecide ? this.delivery.add({ ...this.said(who), action: 'undo' }) : Promise.resolve();
  }
  redo(who: string): Promise<void> {
    return this.mayDecide ? this.delivery.add({ ...this.said(who), action: 'redo' }) : Promise.resolve();
  }

  retryNow(): void {
    if (this.snapshot.isLoaded) this.delivery.retryNow();
    else void this.load();
  }
  retryRefused(): void {
    for (const entry of this.delivery.retryRefused()) this.showEntry(entry);
  }
  letGoOfRefused(): void {
    this.delivery.letGoOfRefused();
  }

  /** A line that this window, another one or the terminal wrote. */
  receive(change: CurationChange): void {
    if (!this.snapshot.isLoaded || change.revision <= this.snapshot.revision) return;
    if (change.revision === this.snapshot.revision + 1) this.take(change);
    else void this.reload();
  }

  close(): void {
    this.delivery.close();
  }

  private get mayDecide(): boolean {
    return this.snapshot.readOnlyReason === null;
  }

  private said(who: string): { setId: SetId; who: string; key: string } {
    return { setId: this.setId, who, key: newDecisionKey() };
  }

  private say(samples: Samples, entryOf: (set: SampleSet) => OutboxEntry): void {
    if (samples.length === 0 || !this.mayDecide) return;
    const keys = samples instanceof Float64Array ? samples : sortedKeys(Float64Array.from(samples, keyOfSample));
    const entry = entryOf(sampleSetOf(keys));
    this.showEntry(entry);
    void this.delivery.add(entry);
  }

  private showEntry(entry: OutboxEntry): void {
    if (entry.action === 'decide') {
      const number = this.nextNumber++;
      this.numbers.set(entry.key, number);
      const change = { keys: keysOf(entry.samples), decision: entry.decision, reason: entry.reason };
      this.board.show(number, change);
      this.changed([change]);
    } else if (entry.action !== 'undo' && entry.action !== 'redo') {
      this.board.mayTag({
        tags: entry.action === 'tag' ? [entry] : [],
        falseAlarms: entry.action === 'false-alarm' ? [entry] : [],
      });
      this.marked();
    }
  }

  private delivered(entry: OutboxEntry, change: CurationChange | null): void {
    if (change !== null) this.receive(change);
    this.settle(entry);
    this.onCommitted();
  }

  private wasRefused(entry: OutboxEntry): void {
    this.settle(entry);
    // A tag was shown as if it held.
    void this.reload();
  }

  private settle(entry: OutboxEntry): void {
    const number = this.numbers.get(entry.key);
    this.numbers.delete(entry.key);
    this.changed(number === undefined ? [] : this.board.settle(number));
  }

  private take(change: CurationChange): void {
    const seen = this.board.apply(change);
    this.undoIsOpen = change.undoTarget !== null;
    this.redoIsOpen = change.redoTarget !== null;
    this.publish({ revision: change.revision });
    this.changed(seen);
    if (change.tags.length > 0 || change.falseAlarms.length > 0) this.marked();
  }

  /** @returns whether the state is known now; a passing fault is tried again by itself. */
  private async reload(): Promise<boolean> {
    if (this.isReloading) return false;
    this.isReloading = true;
    try {
      const view = await this.client.call('curation.state', { setId: this.setId });
      const changed = this.board.replace(view);
      this.undoIsOpen = view.undoTarget !== null;
      this.redoIsOpen = view.redoTarget !== null;
      const { revision, readOnlyReason } = view;
      this.publish({ isLoaded: true, revision, readOnlyReason, error: undefined });
      this.changed(changed);
      this.marked();
      return true;
    } catch (thrown) {
      const error = toFailureDetail(thrown);
      this.publish({ error });
      if (error.code === 'io' || error.code === 'conflict') this.later(() => void this.load(), RELOAD_AFTER_MS);
      return false;
    } finally {
      this.isReloading = false;
    }
  }

  private changed(changed: readonly StandingChange[]): void {
    this.publish({ version: this.snapshot.version + 1 });
    if (changed.length > 0) for (const listener of this.changeListeners) listener(changed);
  }

  private marked(): void {
    this.publish({ tags: this.board.tags, version: this.snapshot.version + 1 });
    for (const listener of this.markListeners) listener();
  }

  private publish(change: Partial<CurationSnapshot>): void {
    const pendingCount = this.delivery.waitingCount;
    this.snapshot = {
      ...this.snapshot,
      ...change,
      counts: this.board.counts,
      pendingCount,
      canUndo: this.undoIsOpen || pendingCount > 0,
      canRedo: this.redoIsOpen && pendingCount === 0,
      problem: this.delivery.problem,
      refused: this.delivery.refused,
    };
    for (const listener of this.listeners) listener();
  }
}
