import { z } from 'zod';
import { Decision, DecisionKey, ExclusionReason, Tag } from '@shared/domain/curation';
import { SampleSet } from '@shared/domain/curationSamples';
import { SampleId, SetId } from '@shared/domain/ids';
import { ERROR_CODES } from '@shared/lib/failure';
import type { OutisDatabase, OutboxRow } from './database';
import { inBatches } from './inBatches';

const said = { setId: SetId, who: z.string().min(1).max(80), key: DecisionKey };
const ofSamples = { ...said, samples: SampleSet, note: z.string().max(500) };

/** A decision on its way to the journal; what the journal's line will say, with the key that lets it be written only once. */
export const OutboxEntry = z.discriminatedUnion('action', [
  z.strictObject({
    ...ofSamples,
    action: z.literal('decide'),
    decision: Decision,
    reason: ExclusionReason.nullable(),
  }),
  z.strictObject({ ...ofSamples, action: z.literal('tag'), tag: Tag, isOn: z.boolean() }),
  z.strictObject({ ...ofSamples, action: z.literal('false-alarm'), isOn: z.boolean() }),
  z.strictObject({ ...said, action: z.literal('undo') }),
  z.strictObject({ ...said, action: z.literal('redo') }),
]);
export type OutboxEntry = z.infer<typeof OutboxEntry>;

/** As windows of the first version left it. */
const FirstEntry = z.strictObject({
  setId: SetId,
  samples: z.array(SampleId).min(1),
  decision: Decision,
  reason: ExclusionReason.nullable(),
  who: z.string().min(1).max(80),
});

const Refusal = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  place: z.string().exactOptional(),
  remedy: z.string().exactOptional(),
});
export type Refusal = z.infer<typeof Refusal>;

export interface StoredEntry {
  readonly row: number;
  readonly entry: OutboxEntry;
  /** Why the program would not take it; it waits for a person then. */
  readonly refusal: Refusal | null;
}

/** Decisions wait here from the key press until the journal has them, so that a crash in between loses none. */
export interface Outbox {
  add(entry: OutboxEntry): Promise<number>;
  remove(row: number): Promise<void>;
  /** Keeps the entry and why it was refused; null gives it another chance. */
  refuse(row: number, refusal: Refusal | null): Promise<void>;
  /** In the order they were made. */
  pending(setId: SetId): Promise<readonly StoredEntry[]>;
}

export function dexieOutbox(database: OutisDatabase): Outbox {
  // A transaction takes milliseconds and keys may be faster: what comes while one runs goes together into the next.
  const adding = inBatches((entries: readonly OutboxEntry[]) =>
    database.outbox.bulkAdd(
      entries.map((entry) => ({ setId: entry.setId, entry })),
      { allKeys: true },
    ),
  );
  const removing = inBatches(async (rows: readonly number[]) => {
    await database.outbox.bulkDelete([...rows]);
    return rows.map(() => undefined);
  });
  return {
    add: adding,
    remove: removing,
    async refuse(row, refusal) {
      await database.outbox.update(row, { refusal });
    },
    async pending(setId) {
      const rows = await database.outbox.where('setId').equals(setId).sortBy('id');
      return rows.flatMap((row) => storedEntry(row) ?? []);
    },
  };
}

function storedEntry({ id, entry, refusal }: OutboxRow): StoredEntry | null {
  if (id === undefined) return null;
  const held = Refusal.safeParse(refusal).data ?? null;
  const parsed = OutboxEntry.safeParse(entry);
  if (parsed.success) return { row: id, entry: parsed.data, refusal: held };
  const first = FirstEntry.safeParse(entry);
  if (!first.success) return null;
  // Its place in the outbox names it: read twice, it is still one decision.
  const key = `outbox-${String(id).padStart(8, '0')}`;
  return { row: id, entry: { ...first.data, action: 'decide', note: '', key }, refusal: held };
}
