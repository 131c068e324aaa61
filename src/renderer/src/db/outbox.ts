import { z } from 'zod';
import { Decision, ExclusionReason } from '@shared/domain/curation';
import { SampleId, SetId } from '@shared/domain/ids';
import type { OutisDatabase } from './database';

/** A decision on its way to the journal. */
export const OutboxEntry = z.strictObject({
  setId: SetId,
  samples: z.array(SampleId).min(1),
  decision: Decision,
  reason: ExclusionReason.nullable(),
  who: z.string().min(1).max(80),
});
export type OutboxEntry = z.infer<typeof OutboxEntry>;

export interface StoredEntry {
  readonly key: number;
  readonly entry: OutboxEntry;
}

/** Decisions wait here from the key press until the journal has them, so that a crash in between loses none. */
export interface Outbox {
  add(entry: OutboxEntry): Promise<number>;
  remove(key: number): Promise<void>;
  /** In the order they were made. */
  pending(setId: SetId): Promise<readonly StoredEntry[]>;
}

export function dexieOutbox(database: OutisDatabase): Outbox {
  return {
    add: (entry) => database.outbox.add({ setId: entry.setId, entry }),
    remove: (key) => database.outbox.delete(key),
    async pending(setId) {
      const rows = await database.outbox.where('setId').equals(setId).sortBy('id');
      const stored: StoredEntry[] = [];
      for (const row of rows) {
        const parsed = OutboxEntry.safeParse(row.entry);
        if (parsed.success && row.id !== undefined) stored.push({ key: row.id, entry: parsed.data });
      }
      return stored;
    },
  };
}
