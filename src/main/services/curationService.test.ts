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
  samples: [...samples],
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
      changed: [{ samples: ids(0, 5), decision: 'exclude', reason: 'blurred' }],
      tags: [],
      falseAlarms: [],
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
    expect((await curation.undo({ setId, who: 'other' }))?.changed).toEqual([
      { samples: ids(2), decision: 'exclude', reason: 'blurred' },
    ]);
    expect((await curation.undo({ setId, who: 'other' }))?.counts).toEqual({ kept: 0, excluded: 0, undecided: 12 });
    expect(await curation.undo({ setId, who: 'other' })).toBeNull();
    await curation.close();

    curation = open(library);
    expect((await curation.redo({ setId, who: 'third' }))?.counts.excluded).toBe(4);
    expect(await curation.state(setId)).toMatchObject({ revision: 5, undoTarget: 1, redoTarget: 2 });
    await curation.decide(exclude(setId, ids(9)));
    expect(await curation.redo({ setId, who: 'third' })).toBeNull();
    await curation.close();
  });

  it('keeps decisions and undos in the order in which they were asked for', async () => {
    const { library, setId } = await newSet();
    const curation = open(library);
    const [, undone] = await Promise.all([
      curation.decide(exclude(setId, ids(0))),
      curation.undo({ setId, who: 'tester' }),
      curation.decide(exclude(setId, ids(1))),
    ]);
    expect(undone?.revision).toBe(2);
    const { decisions, revision } = await curation.state(setId);
    expect(decisions).toEqual([{ samples: ids(1), decision: 'exclude', reason: 'blurred' }]);
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
    await expect(curation.undo({ setId, who: 'tester' })).rejects.toMatchObject({ code: 'conflict' });
    await curation.close();
  });

  it('writes what is delivered twice only once, across a reopening too', async () => {
    const { library, setId } = await newSet();
    let curation = open(library);
    const input = exclude(setId, ids(0), { key: 'key-00000001' });
    const first = await curation.decide(input);
    expect(await curation.decide(input)).toEqual(first);
    const undo = { setId, who: 'tester', key: 'key-00000002' };
    await curation.undo(undo);
    await curation.close();

    curation = open(library);
    expect((await curation.undo(undo))?.changed).toEqual([{ samples: ids(0), decision: 'undecided', reason: null }]);
    expect((await curation.decide(input)).revision).toBe(2);
    expect((await readFile(curationFile(library, setId), 'utf8')).trim().split('\n')).toHaveLength(2);
    await curation.close();
  });

  it('keeps tags and false alarms as lines that undo takes back', async () => {
    const { library, setId } = await newSet();
    let curation = open(library);
    const said = { setId, note: '', who: 'tester' };
    await curation.tag({ ...said, samples: ids(1, 2), tag: 'look again', isOn: true });
    await curation.falseAlarm({ ...said, samples: ids(2), isOn: true });
    await curation.tag({ ...said, samples: ids(2), tag: 'look again', isOn: false });
    await curation.close();

    curation = open(library);
    expect(await curation.state(setId)).toMatchObject({
      revision: 3,
      decisions: [],
      tags: [{ tag: 'look again', samples: ids(1) }],
      falseAlarms: ids(2),
    });
    expect((await curation.undo({ setId, who: 'tester' }))?.tags).toEqual([
      { tag: 'look again', isOn: true, samples: ids(2) },
    ]);
    expect((await curation.undo({ setId, who: 'tester' }))?.falseAlarms).toEqual([{ isOn: false, samples: ids(2) }]);
    await curation.close();
  });

  it('tells of every line it writes, in order, and of none that it does not', async () => {
    const { library, setId } = await newSet();
    const told: number[] = [];
    const curation = createCurationService(library, createTableCache(library), null, ({ revision }) =>
      told.push(revision),
    );
    const input = exclude(setId, ids(0), { key: 'key-00000001' });
    await Promise.all([curation.decide(input), curation.decide(input), curation.undo({ setId, who: 'tester' })]);
    expect(await curation.undo({ setId, who: 'tester' })).toBeNull();
    expect(told).toEqual([1, 2]);
    await curation.close();
  });
});
