import Dexie from 'dexie';
import type { Table } from 'dexie';

/** A decision that the program has not acknowledged yet; parsed with `OutboxEntry` when read. */
export interface OutboxRow {
  readonly id?: number;
  readonly setId: string;
  readonly entry: unknown;
  /** Why the program would not take it; absent while it is on its way. */
  readonly refusal?: unknown;
}

export interface PreferenceRow {
  readonly key: string;
  readonly value: unknown;
}

export interface SavedViewRow {
  readonly id?: number;
  readonly name: string;
  readonly rules: unknown;
}

/**
 * What a person's window remembers. A projection and a convenience: the journals on disk are the truth, and deleting this database
 * loses nothing but preferences; decisions on their way are carried over (`rebuild`).
 */
export class OutisDatabase extends Dexie {
  readonly preferences!: Table<PreferenceRow, string>;
  readonly savedViews!: Table<SavedViewRow, number>;
  readonly outbox!: Table<OutboxRow, number>;

  constructor(name = 'outis') {
    super(name);
    this.version(1).stores({ preferences: 'key', savedViews: '++id, name', outbox: '++id, setId' });
  }

  /** Deletes everything and starts again, but for decisions that the journals do not have yet. */
  async rebuild(): Promise<void> {
    const waiting = await this.outbox.toArray();
    await this.delete();
    await this.open();
    await this.outbox.bulkAdd(waiting);
  }
}
