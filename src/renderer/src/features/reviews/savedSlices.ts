import { scoresTableUrl } from '@shared/contract/addresses';
import type { SetId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import type { CurationStore } from '../../client/curationStore';
import { FrozenList, rowsOfFrozen } from '../../client/samples/frozenList';
import type { SampleTable } from '../../client/samples/sampleTable';
import { SIMILAR_COLUMN, ViewQuery } from '../../client/samples/viewQuery';
import type { SavedViewRow } from '../../db/database';
import type { SliceRule } from './slices';

/** Whether a view that was saved in the gallery can be a slice of this set: any rule, and frozen lists of the set itself. */
export function canBeSlice({ rules }: SavedViewRow, setId: SetId): boolean {
  const frozen = FrozenList.safeParse(rules);
  return frozen.success ? frozen.data.setId === setId : ViewQuery.safeParse(rules).success;
}

const TAG_LIST = /^tag “(.*)”$/;

/**
 * The samples that a saved view shows now. The table's worker finds them, with the scores and decisions of this moment.
 * @throws Failure invalid-input where the view asks for a score or a list that is not there: it would show more than it means
 */
export async function savedSlice(
  table: SampleTable,
  store: Pick<CurationStore, 'tagKeys'>,
  setId: SetId,
  { name, rules }: SavedViewRow,
): Promise<SliceRule> {
  const frozen = FrozenList.safeParse(rules);
  if (frozen.success) {
    const rows = rowsOfFrozen(frozen.data, table).filter((row) => row >= 0);
    return { type: 'rows', rows, words: `the list “${name}”, frozen on ${frozen.data.savedAt.slice(0, 10)}` };
  }
  const query = ViewQuery.parse(rules);
  await table.loadScores(scoresTableUrl(setId));
  const known = new Set(table.columns().map((column) => column.name));
  const missing = Object.keys(query.ranges).find((column) => column !== SIMILAR_COLUMN && !known.has(column));
  if (missing !== undefined) throw unusable(name, `the set has no “${missing}”`);
  for (const list of query.lists) {
    const tag = TAG_LIST.exec(list)?.[1];
    if (tag === undefined) throw unusable(name, `“${list}” was there only then`);
    await table.setList(
      list,
      Int32Array.from(store.tagKeys(tag), (key) => table.rowOfKey(key)),
    );
  }
  const { order } = await table.view(query);
  return { type: 'rows', rows: order, words: `the view “${name}” as of ${new Date().toISOString().slice(0, 10)}` };
}

const unusable = (name: string, why: string): Failure =>
  new Failure({
    code: 'invalid-input',
    message: `The view “${name}” cannot be assigned: ${why}.`,
    remedy: 'Open it in the gallery, mend it and save it again.',
  });
