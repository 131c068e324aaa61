import { z } from 'zod';
import { MAX_IDENTITIES, MAX_SAMPLES_PER_IDENTITY, SetId } from '@shared/domain/ids';
import type { SampleTable } from './sampleTable';

/** A list of samples as it was at one time; what is made, scored or decided later does not change it. Stored beside the saved views. */
export const FrozenList = z.strictObject({
  kind: z.literal('frozen'),
  setId: SetId,
  savedAt: z.iso.datetime(),
  /** `identityIndex × 10,000 + sampleIndex` of each, in the order that was shown. */
  positions: z.instanceof(Float64Array).refine((all) => all.every(isPosition), 'not the positions of samples'),
});
export type FrozenList = z.infer<typeof FrozenList>;

function isPosition(position: number): boolean {
  return Number.isInteger(position) && position >= 0 && position < MAX_IDENTITIES * MAX_SAMPLES_PER_IDENTITY;
}

export function freeze(setId: SetId, table: SampleTable, order: Uint32Array, now: Date): FrozenList {
  const { identityIndex, sampleIndex } = table.opened;
  const positions = Float64Array.from(
    order,
    (row) => (identityIndex[row] ?? 0) * MAX_SAMPLES_PER_IDENTITY + (sampleIndex[row] ?? 0),
  );
  return { kind: 'frozen', setId, savedAt: now.toISOString(), positions };
}

/** Rows of the samples; −1 for one that the set no longer has. */
export function rowsOfFrozen(list: FrozenList, table: SampleTable): Int32Array {
  return Int32Array.from(list.positions, (position) => table.rowOfKey(position));
}

/** Name in `ViewQuery.lists`. */
export const frozenName = (name: string): string => `frozen list “${name.slice(0, 80)}”`;
