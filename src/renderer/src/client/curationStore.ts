import type { CurationChange, CurationView, ReviewCounts } from '@shared/contract/views';
import type { Decision, ExclusionReason } from '@shared/domain/curation';
import type { SampleId, SetId } from '@shared/domain/ids';
import { toFailureDetail } from '@shared/lib/failure';
import type { FailureDetail } from '@shared/lib/failure';
import type { Outbox, OutboxEntry } from '../db/outbox';
import type { OutisClient } from './outisClient';

export interface Standing {
  readonly decision: Decision;
  readonly reason: ExclusionReason | null;
}

export interface CurationSnapshot {
  readonly isLoaded: boolean;
  readonly revision: number;
  readonly counts: ReviewCounts;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly readOnlyReason: string | null;
  /** Decisions shown on screen that the journal has not acknowledged yet. */
  readonly pendingCount: number;
  readonly error: FailureDetail | undefined;
  /** Grows with every change of any decision. */
  readonly version: number;
}

export type DecisionChange = CurationChange['changed'][number];

const UNTOUCHED: Standing = { decision: 'undecided', reason: null };
const EMPTY: CurationSnapshot = {
  isLoaded: false,
  revision: 0,
  counts: { kept: 0, excluded: 0, undecided: 0 },
  canUndo: false,
  canRedo: false,
  readOnlyReason: null,
  pendingCount: 0,
  error: undefined,
  version: 0,
};
const COUNT_OF = { keep: 'kept', exclude: 'excluded', undecided: 'undecided' } as const;

/**
 * The decisions of one set as this window shows them. A decision is on screen at once, in the outbox at once, and sent in order;
 * when the program refuses one, all that wait behind it are dropped and the screen goes back to what the journal says.
 */
export class CurationStore {
  private readonly standings = new Map<SampleId, Standing>();
  private readonly listeners = new Set<() => void>();
  private readonly changeListeners = new Set<(changed: readonly DecisionChange[]) => void>();
  private snapshot = EMPTY;
  private chain: Promise<void> = Promise.resolve();
  private generation = 0;

  constructor(
    private readonly client: OutisClient,
    private readonly outbox: Outbox,
    readonly setId: SetId,
    private readonly onCommitted: () => void,
  ) {}

  readonly getSnapshot = (): CurationSnapshot => this.snapshot;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Told of each change of a decision, whoever caused it. */
  onChanged(listener: (changed: readonly DecisionChange[]) => void): () => void {
    this.changeListeners.add(listener);
    return () => this.changeListeners.delete(listener);
  }

  standingOf(id: SampleId): Standing {
    return this.standings.get(id) ?? UNTOUCHED;
  }

  /** Every sample that is not untouched. */
  all(): ReadonlyMap<SampleId, Standing> {
    return this.standings;
  }

  /** Reads the journal's state and delivers what an earlier window could not. */
  load(): Promise<void> {
    return this.enqueue(async () => {
      this.replaceAll(await this.client.call('curation.state', { setId: this.setId }));
      for (const { key, entry } of await this.outbox.pending(this.setId)) {
        // The window may have died between the journal's line and the outbox's deletion: then nothing is left to do.
        if (!this.stands(entry)) this.acknowledge(await this.client.call('curation.decide', entry));
        await this.outbox.remove(key);
      }
    });
  }

  decide(samples: readonly SampleId[], decision: Decision, reason: ExclusionReason | null, who: string): void {
    if (samples.length === 0 || !this.snapshot.isLoaded || this.snapshot.readOnlyReason !== null) return;
    const entry: OutboxEntry = { setId: this.setId, samples: [...samples], decision, reason, who };
    this.show(samples.map((id) => ({ id, decision, reason })));
    this.publish({ pendingCount: this.snapshot.pendingCount + 1, canUndo: true, canRedo: false, error: undefined });
    // Where the browser's database fails, the decision still goes to the journal, only without the safety net.
    const stored = this.outbox.add(entry).catch(() => null);
    const { generation } = this;
    void this.enqueue(async () => {
      const key = await stored;
      const isDropped = generation !== this.generation;
      if (!isDropped) this.acknowledge(await this.client.call('curation.decide', entry));
      if (key !== null) await this.outbox.remove(key);
      if (!isDropped) this.publish({ pendingCount: this.snapshot.pendingCount - 1 });
    });
  }

  undo(who: string): Promise<void> {
    return this.step('curation.undo', who);
  }

  redo(who: string): Promise<void> {
    return this.step('curation.redo', who);
  }

  private step(name: 'curation.undo' | 'curation.redo', who: string): Promise<void> {
    return this.enqueue(async () => {
      const change = await this.client.call(name, { setId: this.setId, who });
      if (change === null) return;
      this.show(change.changed);
      this.acknowledge(change);
    });
  }

  /** One request at a time and in order: the journal is a sequence. */
  private enqueue(work: () => Promise<void>): Promise<void> {
    this.chain = this.chain.then(work).catch((thrown: unknown) => this.fallBack(toFailureDetail(thrown)));
    return this.chain;
  }

  /** Shows what the journal really holds; what waited behind the refused decision is dropped and said. */
  private async fallBack(error: FailureDetail): Promise<void> {
    this.generation++;
    try {
      for (const { key } of await this.outbox.pending(this.setId)) await this.outbox.remove(key);
      this.replaceAll(await this.client.call('curation.state', { setId: this.setId }));
    } catch {
      // The first error says more than a second one about the same cause.
    }
    this.publish({ error, pendingCount: 0 });
  }

  private stands(entry: OutboxEntry): boolean {
    return entry.samples.every((id) => {
      const standing = this.standingOf(id);
      return standing.decision === entry.decision && standing.reason === entry.reason;
    });
  }

  private acknowledge(change: CurationChange): void {
    const isLast = this.snapshot.pendingCount <= 1;
    if (isLast) this.show(change.changed);
    this.publish({
      revision: change.revision,
      // With more decisions on their way the journal's counts lag behind the screen.
      counts: isLast ? change.counts : this.snapshot.counts,
      canUndo: change.undoTarget !== null || !isLast,
      canRedo: change.redoTarget !== null && isLast,
    });
    this.onCommitted();
  }

  private replaceAll(view: CurationView): void {
    const before = [...this.standings.keys()];
    this.standings.clear();
    for (const { id, decision, reason } of view.decisions) this.standings.set(id, { decision, reason });
    this.publish({
      isLoaded: true,
      revision: view.revision,
      counts: view.counts,
      canUndo: view.undoTarget !== null,
      canRedo: view.redoTarget !== null,
      readOnlyReason: view.readOnlyReason,
      version: this.snapshot.version + 1,
    });
    const lost = before.filter((id) => !this.standings.has(id)).map((id) => ({ id, ...UNTOUCHED }));
    this.tell([...lost, ...view.decisions]);
  }

  private show(changed: readonly DecisionChange[]): void {
    const counts = { ...this.snapshot.counts };
    for (const { id, decision, reason } of changed) {
      counts[COUNT_OF[this.standingOf(id).decision]]--;
      counts[COUNT_OF[decision]]++;
      this.standings.set(id, { decision, reason });
    }
    this.publish({ counts, version: this.snapshot.version + 1 });
    this.tell(changed);
  }

  private tell(changed: readonly DecisionChange[]): void {
    for (const listener of this.changeListeners) listener(changed);
  }

  private publish(change: Partial<CurationSnapshot>): void {
    this.snapshot = { ...this.snapshot, ...change };
    for (const listener of this.listeners) listener();
  }
}
