import { describe, expect, it } from 'vitest';
import { SetId, sampleId } from '@shared/domain/ids';
import type { SampleTable } from '../../client/samples/sampleTable';
import { EVERYTHING } from '../../client/samples/viewQuery';
import type { ViewQuery } from '../../client/samples/viewQuery';
import { canBeSlice, savedSlice } from './savedSlices';

const setId = SetId.parse('ds_here01');
const frozen = {
  kind: 'frozen',
  setId,
  savedAt: '2026-02-03T00:00:00.000Z',
  positions: Float64Array.of(2, 0, 77),
};

function begin() {
  const asked: ViewQuery[] = [];
  const lists = new Map<string, Int32Array | null>();
  const table: Partial<SampleTable> = {
    loadScores: () => Promise.resolve(true),
    columns: () => [{ name: 'image.sharpness', low: 0, high: 1, missingCount: 0, bins: new Uint32Array() }],
    rowOfKey: (key) => (key < 8 ? key : -1),
    setList: (name, rows) => Promise.resolve(void lists.set(name, rows)),
    view: (query) => {
      asked.push(query);
      return Promise.resolve({ order: Uint32Array.of(5, 1), hasNewColumns: false, elapsedMs: 0 });
    },
  };
  const store = { tagKeys: () => Float64Array.of(1, 5) };
  const slice = (rules: unknown) => savedSlice(table as SampleTable, store, setId, { name: 'Mine', rules });
  return { asked, lists, slice };
}

describe('saved views as slices', () => {
  it('takes what the rule shows now, asked of the table', async () => {
    const { asked, slice } = begin();
    const query: ViewQuery = { ...EVERYTHING, ranges: { 'image.sharpness': [0, 0.5] } };
    expect(await slice(query)).toMatchObject({ type: 'rows', rows: Uint32Array.of(5, 1) });
    expect(asked).toEqual([query]);
  });

  it('brings the samples of a tag into the table first', async () => {
    const { lists, slice } = begin();
    await slice({ ...EVERYTHING, lists: ['tag “look again”'] });
    expect([...(lists.get('tag “look again”') ?? [])]).toEqual([1, 5]);
  });

  it('refuses a rule that would show more than it means', async () => {
    const { slice } = begin();
    await expect(slice({ ...EVERYTHING, ranges: { gone: [0, 1] } })).rejects.toThrow(/no “gone”/);
    await expect(slice({ ...EVERYTHING, lists: ['picked on the map'] })).rejects.toThrow(/only then/);
  });

  it('takes a frozen list of this set, without samples that are gone', async () => {
    const { slice } = begin();
    const rule = await slice(frozen);
    expect(rule).toEqual({
      type: 'rows',
      rows: Int32Array.of(2, 0),
      words: 'the list “Mine”, frozen on 2026-02-03',
    });
    expect(canBeSlice({ name: 'Mine', rules: frozen }, setId)).toBe(true);
    expect(canBeSlice({ name: 'Mine', rules: frozen }, SetId.parse('ds_other1'))).toBe(false);
    expect(canBeSlice({ name: sampleId(0, 0), rules: { text: 3 } }, setId)).toBe(false);
  });
});
