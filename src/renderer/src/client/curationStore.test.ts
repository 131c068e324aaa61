import { describe, expect, it } from 'vitest';
import type { CurationChange } from '@shared/contract/views';
import { SetId, sampleId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import { CurationStore } from './curationStore';
import { deferredWork, fakeJournal, memoryOutbox } from './curation.testing';
import { fakeBridge } from './fakeBridge.testing';
import { createClient } from './outisClient';

const setId = SetId.parse('ds_aaaa1111');
const [a, b, c] = [sampleId(0, 0), sampleId(0, 1), sampleId(1, 0)];

function setUp(journal = fakeJournal(setId, 10), outbox = memoryOutbox(), answers = {}) {
  const bridge = fakeBridge({ ...journal.answers, ...answers });
  const later = deferredWork();
  const store = new CurationStore(createClient(bridge), outbox, setId, () => undefined, later.later);
  return { journal, outbox, bridge, store, later };
}

describe('CurationStore', () => {
  it('shows a decision at once and delivers it once', async () => {
    const { store, journal, outbox } = setUp();
    await store.load();
    store.decide([a], 'exclude', 'blurred', 'kim');
    expect(store.standingOf(a)).toEqual({ decision: 'exclude', reason: 'blurred' });
    expect(store.getSnapshot()).toMatchObject({ counts: { kept: 0, excluded: 1, undecided: 9 }, pendingCount: 1 });
    await store.undo('kim');
    expect(journal.lines.map(({ action }) => action)).toEqual(['decide', 'undo']);
    expect(store.standingOf(a).decision).toBe('undecided');
    expect(store.getSnapshot()).toMatchObject({ counts: { undecided: 10 }, canUndo: false, canRedo: true });
    expect(outbox.rows.size).toBe(0);
  });

  it('keeps the order of quick keys', async () => {
    const { store, journal } = setUp();
    await store.load();
    store.decide([a], 'keep', null, 'kim');
    store.decide([b], 'exclude', null, 'kim');
    store.decide([a, c], 'exclude', 'other', 'kim');
    await store.redo('kim');
    expect(journal.lines.map((line) => (line.action === 'decide' ? line.samples.length : 0))).toEqual([1, 1, 2]);
    expect(store.getSnapshot()).toMatchObject({
      pendingCount: 0,
      revision: 3,
      counts: { kept: 0, excluded: 3, undecided: 7 },
    });
  });

  it('delivers after a crash what had not arrived, and not again what had', async () => {
    const { journal, outbox } = setUp();
    const entry = { setId, who: 'kim', note: '', action: 'decide', decision: 'keep', reason: null } as const;
    // The first was written to the journal, but the window died before it could take it out of the outbox; since then another
    // reviewer has decided otherwise.
    journal.answers['curation.decide']({ ...entry, samples: [a], key: 'key-00000001' });
    journal.answers['curation.decide']({ ...entry, samples: [a], decision: 'exclude', key: 'key-of-other' });
    await outbox.add({ ...entry, samples: [a], key: 'key-00000001' });
    await outbox.add({ ...entry, samples: [b], key: 'key-00000002' });

    const { store } = setUp(journal, outbox);
    await store.load();
    await store.redo('kim');
    expect(journal.lines).toHaveLength(3);
    expect(store.standingOf(a).decision).toBe('exclude');
    expect(store.standingOf(b).decision).toBe('keep');
    expect(outbox.rows.size).toBe(0);

    await setUp(journal, outbox).store.load();
    expect(journal.lines).toHaveLength(3);
  });

  it('tries again while the fault may pass, and loses nothing meanwhile', async () => {
    const journal = fakeJournal(setId, 10);
    let isFull = true;
    const { store, later, outbox, bridge } = setUp(journal, memoryOutbox(), {
      'curation.decide': (input: unknown) => {
        if (isFull) throw new Failure({ code: 'disk-full', message: 'The disk is full.' });
        return journal.answers['curation.decide'](input);
      },
    });
    await store.load();
    store.decide([a], 'keep', null, 'kim');
    await later.asked();
    store.decide([b], 'exclude', null, 'kim');
    expect(store.getSnapshot()).toMatchObject({ pendingCount: 2, problem: { code: 'disk-full' }, refused: [] });
    expect(store.standingOf(a).decision).toBe('keep');
    expect(outbox.rows.size).toBe(2);
    later.runNext();
    await later.asked();
    expect(later.waits).toEqual([250, 500]);

    isFull = false;
    later.runNext();
    await store.redo('kim');
    expect(journal.lines.map((line) => (line.action === 'decide' ? line.samples : null))).toEqual([[a], [b]]);
    expect(store.getSnapshot()).toMatchObject({ pendingCount: 0, problem: null, counts: { kept: 1, excluded: 1 } });
    const keys = bridge.calls
      .filter(({ name }) => name === 'curation.decide')
      .map(({ input }) => (input as { key: string }).key);
    expect(new Set(keys).size).toBe(2);
  });

  it('keeps and lists what is refused for good, with the undo that was meant for it, and goes on with the rest', async () => {
    const journal = fakeJournal(setId, 10);
    let knowsAll = false;
    const { store, outbox } = setUp(journal, memoryOutbox(), {
      'curation.decide': (input: unknown) => {
        if (!knowsAll && (input as { samples: string[] }).samples.includes(c))
          throw new Failure({ code: 'not-found', message: 'The set has no such sample.', place: c });
        return journal.answers['curation.decide'](input);
      },
    });
    await store.load();
    store.decide([a], 'keep', null, 'kim');
    store.decide([c], 'exclude', 'other', 'kim');
    const undone = store.undo('kim');
    store.decide([b], 'keep', null, 'kim');
    await undone;
    await store.redo('kim');
    expect(journal.lines.map((line) => (line.action === 'decide' ? line.samples : null))).toEqual([[a], [b]]);
    expect(store.standingOf(c).decision).toBe('undecided');
    const { refused } = store.getSnapshot();
    expect(refused.map(({ entry, refusal }) => [entry.action, refusal.code])).toEqual([
      ['decide', 'not-found'],
      ['undo', 'cancelled'],
    ]);
    expect(outbox.rows.size).toBe(2);

    // The next window still has them.
    knowsAll = true;
    const next = setUp(journal, outbox).store;
    await next.load();
    expect(next.getSnapshot().refused).toHaveLength(2);
    next.retryRefused();
    expect(next.standingOf(c).decision).toBe('exclude');
    await next.redo('kim');
    expect(journal.lines.slice(2).map(({ action }) => action)).toEqual(['decide', 'undo', 'redo']);
    expect(outbox.rows.size).toBe(0);
  });

  it('still writes to the journal when the browser’s database fails', async () => {
    const outbox = { ...memoryOutbox(), add: () => Promise.reject(new Error('quota')) };
    const { store, journal } = setUp(fakeJournal(setId, 10), outbox);
    await store.load();
    store.decide([a], 'keep', null, 'kim');
    await store.redo('kim');
    expect(journal.lines).toHaveLength(1);
  });

  it('puts lines of another window under what is on its way here', async () => {
    const journal = fakeJournal(setId, 10);
    const { store } = setUp(journal);
    await store.load();
    const other = { setId, who: 'ana', note: '', decision: 'exclude', reason: null } as const;
    const first = journal.answers['curation.decide']({ ...other, samples: [a, b], key: 'other-000001' });
    store.decide([a], 'keep', null, 'kim');
    store.receive(first as CurationChange);
    expect([a, b].map((id) => store.standingOf(id).decision)).toEqual(['keep', 'exclude']);
    expect(store.getSnapshot().counts).toEqual({ kept: 1, excluded: 1, undecided: 8 });
    await store.redo('kim');
    expect([a, b].map((id) => store.standingOf(id).decision)).toEqual(['keep', 'exclude']);
    expect(store.getSnapshot().counts).toEqual({ kept: 1, excluded: 1, undecided: 8 });
  });

  it('reads the journal again when a line was missed', async () => {
    const journal = fakeJournal(setId, 10);
    const { store, bridge } = setUp(journal);
    await store.load();
    const other = { setId, who: 'ana', note: '', decision: 'keep', reason: null } as const;
    journal.answers['curation.decide']({ ...other, samples: [a], key: 'other-000001' });
    const second = journal.answers['curation.decide']({ ...other, samples: [b], key: 'other-000002' });
    store.receive(second as CurationChange);
    await expect.poll(() => store.getSnapshot().revision).toBe(2);
    expect([a, b].map((id) => store.standingOf(id).decision)).toEqual(['keep', 'keep']);
    expect(bridge.calls.filter(({ name }) => name === 'curation.state')).toHaveLength(2);
  });

  it('tells listeners what changed, undo included, and has tags at hand', async () => {
    const { store } = setUp();
    await store.load();
    const seen: string[] = [];
    store.onChanged((changed) => seen.push(...changed.map(({ keys, decision }) => `${keys.join()} ${decision}`)));
    store.decide([a, c], 'keep', null, 'kim');
    store.tag([b], 'look again', true, 'kim');
    expect(store.tagsOf(b)).toEqual(['look again']);
    await store.undo('kim');
    expect(store.tagsOf(b)).toEqual([]);
    await store.undo('kim');
    expect(seen[0]).toBe('0,10000 keep');
    expect(seen.slice(-2)).toEqual(['0 undecided', '10000 undecided']);
  });

  it('decides nothing where the journal can only be read', async () => {
    const journal = fakeJournal(setId, 10);
    const { store } = setUp(journal, memoryOutbox(), {
      'curation.state': () => ({ ...journal.view(), readOnlyReason: 'curation.jsonl, line 7: broken.' }),
    });
    await store.load();
    store.decide([a], 'keep', null, 'kim');
    await store.undo('kim');
    expect(journal.lines).toHaveLength(0);
    expect(store.standingOf(a).decision).toBe('undecided');
  });

  it('does not take a library that is closing for a sample that is not there', async () => {
    const { store, later, outbox } = setUp(fakeJournal(setId, 10), memoryOutbox(), {
      'curation.decide': () => {
        throw new Failure({ code: 'not-found', message: 'No library is open.' });
      },
    });
    await store.load();
    store.decide([a], 'keep', null, 'kim');
    await later.asked();
    expect(store.getSnapshot()).toMatchObject({ pendingCount: 1, refused: [] });
    expect([...outbox.rows.values()].map(({ refusal }) => refusal)).toEqual([null]);
  });
});
