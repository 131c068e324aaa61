import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { sampleId, type SampleId, type SetId } from '@shared/domain/ids';
import { temporaryFolder } from '../platform/temporaryFolder.testing';
import { addSet } from '../storage/library.testing';
import { curationFile } from '../storage/libraryPaths';
import { createCurationService, type DecideInput } from './curationService';
import { createTableCache } from './tableCache';

const open = (library: string) => createCurationService(library, createTableCache(library), null);

const exclude = (setId: SetId, samples: readonly SampleId[], change: Partial<DecideInput> = {}): DecideInput => ({
  setId,
  samples,
  decision: 'exclude',
  reason: 'blurred',
  note: '',
  who: 'tester',
  ...change,
});
const ids = (...numbers: number[]): SampleId[] => numbers.map((n) => sampleId(Math.floor(n / 4), n % 4));

async function newSet() {
  const library = await temporaryFolder();
  return { library, setId: await addSet(library, { identities: 3, samples: 4 }) };
}

describe('curation', () => {
  it('answers a decision with what it changed, already on the disk', async () => {
    const { library, setId } = await newSet();
    const curation = open(library);
    const change = await curation.decide(exclude(setId, ids(0, 5, 5)));
    expect(change).toEqual({
      setId,
      revision: 1,
      counts: { kept: 0, excluded: 2, undecided: 10 },
      changed: ids(0, 5).map((id) => ({ id, decision: 'exclude', reason: 'blurred' })),
      undoTarget: 1,
      redoTarget: null,
    });
    expect(await readFile(curationFile(library, setId), 'utf8')).toContain('"samples":["i000000s0000","i000001s0001"]');
    await curation.close();
  });

  it('takes back and brings again across a reopening, one step per decision of any size', async () => {
    const { library, setId } = await newSet();
    let curation = open(library);
    await curation.decide(exclude(setId, ids(0, 1, 2, 3)));
    await curation.decide(exclude(setId, ids(2), { decision: 'keep', reason: null }));
    await curation.close();

    curation = open(library);
    expect((await curation.undo(setId, 'other'))?.changed).toEqual([
      { id: ids(2)[0], decision: 'exclude', reason: 'blurred' },
    ]);
    expect((await curation.undo(setId, 'other'))?.counts).toEqual({ kept: 0, excluded: 0, undecided: 12 });
    expect(await curation.undo(setId, 'other')).toBeNull();
    await curation.close();

    curation = open(library);
    expect((await curation.redo(setId, 'third'))?.counts.excluded).toBe(4);
    expect(await curation.state(setId)).toMatchObject({ revision: 5, undoTarget: 1, redoTarget: 2 });
    await curation.decide(exclude(setId, ids(9)));
    expect(await curation.redo(setId, 'third')).toBeNull();
    await curation.close();
  });

  it('keeps decisions and undos in the order in which they were asked for', async () => {
    const { library, setId } = await newSet();
    const curation = open(library);
    const [, undone] = await Promise.all([
      curation.decide(exclude(setId, ids(0))),
      curation.undo(setId, 'tester'),
      curation.decide(exclude(setId, ids(1))),
    ]);
    expect(undone?.revision).toBe(2);
    const { decisions, revision } = await curation.state(setId);
    expect(decisions.map(({ id }) => id)).toEqual(ids(1));
    expect(revision).toBe(3);
    await curation.close();
  });

  it('refuses samples that the set does not have, whole and unwritten', async () => {
    const { library, setId } = await newSet();
    const curation = open(library);
    await expect(curation.decide(exclude(setId, [...ids(0), sampleId(7, 0)]))).rejects.toMatchObject({
      code: 'not-found',
      place: 'i000007s0000',
    });
    expect((await curation.state(setId)).revision).toBe(0);
    await curation.close();
  });

  it('shows a set with a broken journal and decides nothing there', async () => {
    const { library, setId } = await newSet();
    const first = open(library);
    await first.decide(exclude(setId, ids(0)));
    await first.decide(exclude(setId, ids(1)));
    await first.close();
    const text = await readFile(curationFile(library, setId), 'utf8');
    await writeFile(curationFile(library, setId), text.replace('blurred', 'no-face'));
    const curation = open(library);
    const state = await curation.state(setId);
    expect(state.revision).toBe(1);
    expect(state.readOnlyReason).toMatch(/line 2/);
    expect((await curation.review(setId)).faults[0]).toMatch(/line 2/);
    await expect(curation.decide(exclude(setId, ids(2)))).rejects.toMatchObject({ code: 'conflict' });
    await expect(curation.undo(setId, 'tester')).rejects.toMatchObject({ code: 'conflict' });
    await curation.close();
  });
});
