import { describe, expect, it } from 'vitest';
import { foldCuration } from '@shared/domain/curationState';
import type { CurationLine } from '@shared/domain/curation';
import { SetId, sampleId } from '@shared/domain/ids';
import type { SampleId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import { CurationStore } from './curationStore';
import { fakeBridge } from './fakeBridge.testing';
import { createClient } from './outisClient';
import type { Outbox, OutboxEntry } from '../db/outbox';

const setId = SetId.parse('ds_aaaa1111');
const [a, b, c] = [sampleId(0, 0), sampleId(0, 1), sampleId(1, 0)];
const SAMPLES = 10;

/** The program's side: a journal that folds as the real one does. */
function fakeJournal() {
  const lines: CurationLine[] = [];
  const state = () => foldCuration(lines);
  const counts = () => {
    const all = [...state().decisions.values()];
    const kept = all.filter(({ decision }) => decision === 'keep').length;
    const excluded = all.filter(({ decision }) => decision === 'exclude').length;
    return { kept, excluded, undecided: SAMPLES - kept - excluded };
  };
  const standing = (id: SampleId) => {
    const { decision, reason } = state().decisions.get(id) ?? { decision: 'undecided' as const, reason: null };
    return { id, decision, reason };
  };
  const common = () => {
    const { revision, undoTarget, redoTarget } = state();
    return { setId, revision, counts: counts(), undoTarget, redoTarget };
  };
  const stamp = () => ({
    revision: lines.length + 1,
    at: '2026-01-01T00:00:00Z',
    who: 'kim',
    previous: '0'.repeat(64),
  });
  const step = (action: 'undo' | 'redo') => {
    const before = state();
    const target = action === 'undo' ? before.undoTarget : before.redoTarget;
    if (target === null) return null;
    const line = lines[target - 1];
    lines.push({ ...stamp(), action, target });
    return { ...common(), changed: line.action === 'decide' ? line.samples.map(standing) : [] };
  };
  return {
    lines,
    answers: {
      'curation.state': () => ({
        ...common(),
        decisions: [...state().decisions.keys()].map(standing),
        readOnlyReason: null,
      }),
      'curation.decide': (input: unknown) => {
        const { samples, decision, reason } = input as OutboxEntry;
        lines.push({ ...stamp(), action: 'decide', decision, samples, reason, note: '' });
        return { ...common(), changed: samples.map(standing) };
      },
      'curation.undo': () => step('undo'),
      'curation.redo': () => step('redo'),
    },
  };
}

function memoryOutbox(): Outbox & { readonly entries: Map<number, OutboxEntry> } {
  const entries = new Map<number, OutboxEntry>();
  let next = 1;
  return {
    entries,
    add: (entry) => {
      entries.set(next, entry);
      return Promise.resolve(next++);
    },
    remove: (key) => {
      entries.delete(key);
      return Promise.resolve();
    },
    pending: () => Promise.resolve([...entries].map(([key, entry]) => ({ key, entry }))),
  };
}

function setUp(journal = fakeJournal(), outbox = memoryOutbox()) {
  const bridge = fakeBridge(journal.answers);
  const store = new CurationStore(createClient(bridge), outbox, setId, () => undefined);
  return { journal, outbox, bridge, store };
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
    expect(outbox.entries.size).toBe(0);
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
    const journal = fakeJournal();
    const outbox = memoryOutbox();
    // The first was written to the journal, but the window died before it could take it out of the outbox.
    journal.answers['curation.decide']({ setId, samples: [a], decision: 'keep', reason: null, who: 'kim' });
    await outbox.add({ setId, samples: [a], decision: 'keep', reason: null, who: 'kim' });
    await outbox.add({ setId, samples: [b], decision: 'exclude', reason: 'duplicate', who: 'kim' });

    const { store } = setUp(journal, outbox);
    await store.load();
    expect(journal.lines).toHaveLength(2);
    expect(store.standingOf(b)).toEqual({ decision: 'exclude', reason: 'duplicate' });
    expect(outbox.entries.size).toBe(0);

    const again = setUp(journal, outbox);
    await again.store.load();
    expect(journal.lines).toHaveLength(2);
  });

  it('goes back to the journal when a decision is refused, and drops those behind it', async () => {
    const journal = fakeJournal();
    const outbox = memoryOutbox();
    const full = new Failure({ code: 'disk-full', message: 'The disk is full.' });
    const bridge = fakeBridge({
      ...journal.answers,
      'curation.decide': () => {
        throw full;
      },
    });
    const store = new CurationStore(createClient(bridge), outbox, setId, () => undefined);
    await store.load();
    store.decide([a], 'keep', null, 'kim');
    store.decide([b], 'keep', null, 'kim');
    await store.undo('kim');
    expect(store.standingOf(a).decision).toBe('undecided');
    expect(store.standingOf(b).decision).toBe('undecided');
    expect(store.getSnapshot()).toMatchObject({
      pendingCount: 0,
      error: { code: 'disk-full' },
      counts: { undecided: SAMPLES },
    });
    expect(bridge.calls.filter(({ name }) => name === 'curation.decide')).toHaveLength(1);
    expect(outbox.entries.size).toBe(0);
  });

  it('still writes to the journal when the browser’s database fails', async () => {
    const journal = fakeJournal();
    const broken: Outbox = { ...memoryOutbox(), add: () => Promise.reject(new Error('quota')) };
    const { store } = setUp(journal, { ...memoryOutbox(), ...broken });
    await store.load();
    store.decide([a], 'keep', null, 'kim');
    await store.redo('kim');
    expect(journal.lines).toHaveLength(1);
  });

  it('tells listeners what changed, undo included', async () => {
    const { store } = setUp();
    await store.load();
    const seen: string[] = [];
    store.onChanged((changed) => seen.push(...changed.map(({ id, decision }) => `${id} ${decision}`)));
    store.decide([a], 'keep', null, 'kim');
    await store.undo('kim');
    expect(seen[0]).toBe(`${a} keep`);
    expect(seen.at(-1)).toBe(`${a} undecided`);
  });
});
