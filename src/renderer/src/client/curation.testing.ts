import type { CurationChange, CurationView, DecisionGroup } from '@shared/contract/views';
import type { CurationLine, Decision } from '@shared/domain/curation';
import { CurationFold } from '@shared/domain/curationFold';
import type { Touched } from '@shared/domain/curationFold';
import { sampleOfKey } from '@shared/domain/curationSamples';
import type { SampleSet } from '@shared/domain/curationSamples';
import type { SetId } from '@shared/domain/ids';
import type { Outbox, OutboxEntry, Refusal } from '../db/outbox';
import type { Later } from './curationDelivery';

interface Said {
  readonly samples: SampleSet;
  readonly decision: Decision;
  readonly reason: string | null;
  readonly tag: string;
  readonly isOn: boolean;
  readonly key?: string;
}

/** What a test sees of it. */
export interface FakeJournal {
  readonly lines: readonly CurationLine[];
  readonly view: () => CurationView;
  readonly answers: Readonly<
    Record<
      'curation.state' | 'curation.decide' | 'curation.tag' | 'curation.undo' | 'curation.redo',
      (input: unknown) => unknown
    >
  >;
}

/** The program's side: a journal in memory that folds and knows keys as the real one does. */
export function fakeJournal(setId: SetId, sampleCount: number): FakeJournal {
  const lines: CurationLine[] = [];
  const fold = new CurationFold();
  const stands = () => ({
    setId,
    revision: fold.revision,
    counts: {
      kept: fold.keptCount,
      excluded: fold.excludedCount,
      undecided: sampleCount - fold.keptCount - fold.excludedCount,
    },
    undoTarget: fold.undoTarget,
    redoTarget: fold.redoTarget,
  });
  const groupOf = (key: number): DecisionGroup => {
    const held = fold.decisionAt(key);
    return { decision: held?.decision ?? 'undecided', reason: held?.reason ?? null, samples: [sampleOfKey(key)] };
  };
  const changeOf = ({ facet, keys }: Touched): CurationChange => ({
    ...stands(),
    changed: facet.kind === 'decision' ? Array.from(keys, groupOf) : [],
    tags:
      facet.kind === 'tag'
        ? Array.from(keys, (key) => ({
            tag: facet.tag,
            isOn: fold.hasTag(facet.tag, key),
            samples: [sampleOfKey(key)],
          }))
        : [],
    falseAlarms:
      facet.kind === 'false-alarm'
        ? Array.from(keys, (key) => ({ isOn: fold.isFalseAlarm(key), samples: [sampleOfKey(key)] }))
        : [],
  });
  type Rest = CurationLine extends infer L
    ? L extends CurationLine
      ? Omit<L, 'revision' | 'at' | 'who' | 'previous'>
      : never
    : never;
  const write = (body: Rest): CurationChange => {
    const delivered = body.key === undefined ? undefined : fold.deliveredBy(body.key);
    if (delivered !== undefined) return changeOf(delivered);
    const line: CurationLine = {
      revision: lines.length + 1,
      at: '2026-01-01T00:00:00Z',
      who: 'kim',
      previous: '0'.repeat(64),
      ...body,
    };
    lines.push(line);
    return changeOf(fold.add(line));
  };
  const keyed = ({ key }: Said) => (key === undefined ? {} : { key });
  const step = (action: 'undo' | 'redo') => (input: unknown) => {
    const said = input as Said;
    const target = action === 'undo' ? fold.undoTarget : fold.redoTarget;
    return target === null ? null : write({ ...keyed(said), action, target });
  };
  const view = (): CurationView => ({
    ...stands(),
    decisions: [...fold.entries()].map(([id, { decision, reason }]) => ({ decision, reason, samples: [id] })),
    tags: fold.tags.map((tag) => ({ tag, samples: Array.from(fold.keysOfTag(tag), sampleOfKey) })),
    falseAlarms: null,
    readOnlyReason: null,
  });
  return {
    lines,
    view,
    answers: {
      'curation.state': view,
      'curation.decide': (input: unknown): unknown => {
        const said = input as Said;
        const { samples, decision, reason } = said;
        return write({ ...keyed(said), action: 'decide', samples, decision, reason, note: '' });
      },
      'curation.tag': (input: unknown): unknown => {
        const said = input as Said;
        const { samples, tag, isOn } = said;
        return write({ ...keyed(said), action: 'tag', samples, tag, isOn, note: '' });
      },
      'curation.undo': step('undo'),
      'curation.redo': step('redo'),
    },
  };
}

export function memoryOutbox(): Outbox & {
  readonly rows: Map<number, { entry: OutboxEntry; refusal: Refusal | null }>;
} {
  const rows = new Map<number, { entry: OutboxEntry; refusal: Refusal | null }>();
  let next = 1;
  return {
    rows,
    add: (entry) => {
      rows.set(next, { entry, refusal: null });
      return Promise.resolve(next++);
    },
    remove: (row) => {
      rows.delete(row);
      return Promise.resolve();
    },
    refuse: (row, refusal) => {
      const held = rows.get(row);
      if (held !== undefined) held.refusal = refusal;
      return Promise.resolve();
    },
    pending: () => Promise.resolve([...rows].map(([row, held]) => ({ row, ...held }))),
  };
}

export interface DeferredWork {
  readonly later: Later;
  readonly waits: readonly number[];
  /** Resolves when something waits to be set off. */
  readonly asked: () => Promise<void>;
  readonly runNext: () => void;
}

/** A timer that a test sets off. */
export function deferredWork(): DeferredWork {
  const waits: number[] = [];
  let next: (() => void) | null = null;
  let told: (() => void) | null = null;
  const later: Later = (work, afterMs) => {
    waits.push(afterMs);
    next = work;
    told?.();
    told = null;
    return () => (next = null);
  };
  return {
    later,
    waits,
    asked: (): Promise<void> => (next === null ? new Promise((resolve) => (told = resolve)) : Promise.resolve()),
    runNext: (): void => {
      const work = next;
      next = null;
      work?.();
    },
  };
}
