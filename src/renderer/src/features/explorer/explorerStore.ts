import type { Explored, Factor } from './explored';
import { beginHistory, changed, redone, settled, undone } from './history';
import type { History } from './history';

/** The face being explored, with its history and locks. Sliders subscribe to what they show, so that a drag redraws one of them. */
export class ExplorerStore {
  private history: History<Explored>;
  private lockedFactors: ReadonlySet<Factor> = new Set();
  private readonly listeners = new Set<() => void>();

  constructor(first: Explored) {
    this.history = beginHistory(first);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  get present(): Explored {
    return this.history.present;
  }
  get canUndo(): boolean {
    return this.history.past.length > 0;
  }
  get canRedo(): boolean {
    return this.history.future.length > 0;
  }
  get locked(): ReadonlySet<Factor> {
    return this.lockedFactors;
  }

  /** @param key what is being moved; steps with the same key join until `settle`. Null: a step of its own */
  change(next: Explored, key: string | null = null): void {
    this.set(changed(this.history, next, key));
  }

  readonly settle = (): void => {
    this.history = settled(this.history);
  };
  readonly undo = (): void => this.set(undone(this.history));
  readonly redo = (): void => this.set(redone(this.history));

  toggleLock(factor: Factor): void {
    const next = new Set(this.lockedFactors);
    if (!next.delete(factor)) next.add(factor);
    this.lockedFactors = next;
    this.tell();
  }

  private set(history: History<Explored>): void {
    if (history === this.history) return;
    this.history = history;
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
