import type { CurationChange, CurationView, ReviewCounts } from '@shared/contract/views';
import type { Decision, DecisionKey, ExclusionReason, Tag } from '@shared/domain/curation';
import { CurationFold } from '@shared/domain/curationFold';
import { keysOf, sampleOfKey, sampleSetOf } from '@shared/domain/curationSamples';
import type { SampleKey, SampleKeys, SampleSet } from '@shared/domain/curationSamples';
import type { SampleId, SetId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import { openJournal, type CurationBody, type CurationJournal } from '../storage/curationJournal';
import { changeOf, countsOf, viewOf } from './curationAnswers';

interface Said {
  readonly setId: SetId;
  readonly who: string;
  /** A key that the journal has already is not written again. */
  readonly key?: DecisionKey | undefined;
}
interface OfSamples extends Said {
  readonly samples: SampleSet;
  readonly note: string;
}
export interface DecideInput extends OfSamples {
  readonly decision: Decision;
  readonly reason: ExclusionReason | null;
}
export interface TagInput extends OfSamples {
  readonly tag: Tag;
  readonly isOn: boolean;
}
export interface FalseAlarmInput extends OfSamples {
  readonly isOn: boolean;
}

/** Decisions about samples: kept in memory as the journals fold, and on the disk before a call returns. */
export interface CurationService {
  state(setId: SetId): Promise<CurationView>;
  /** @throws Failure not-found naming a sample that the set does not have; conflict, corrupt-data, disk-full, io */
  decide(input: DecideInput): Promise<CurationChange>;
  tag(input: TagInput): Promise<CurationChange>;
  falseAlarm(input: FalseAlarmInput): Promise<CurationChange>;
  /** Null when there is nothing to take back. */
  undo(input: Said): Promise<CurationChange | null>;
  redo(input: Said): Promise<CurationChange | null>;
  review(setId: SetId): Promise<{ counts: ReviewCounts; revision: number; faults: readonly string[] }>;
  isExcluded(setId: SetId): Promise<(id: SampleId) => boolean>;
  /** Lets go of a set whose folder is about to move. */
  forget(setId: SetId): Promise<void>;
  close(): Promise<void>;
}

/** What deciding needs of a sample table. */
export interface DecidableTable {
  readonly columns: { readonly count: number };
  /** Row of a sample, or −1. */
  rowOfKey(key: SampleKey): number;
  /** Whether samples were erased after a withdrawal. */
  readonly hasErased?: boolean;
}
export interface DecidableTables {
  get(setId: SetId): Promise<DecidableTable>;
  having(setId: SetId, ids: readonly SampleId[]): Promise<DecidableTable>;
}

interface Live {
  readonly journal: Pick<CurationJournal, 'append' | 'close'>;
  readonly fold: CurationFold;
  readonly faults: readonly string[];
  readonly readOnlyReason: string | null;
}

async function openLive(libraryPath: string, setId: SetId, libraryReason: string | null): Promise<Live> {
  // The lines are folded and let go; a million of them would stay otherwise.
  const { lines, faults: found, readOnlyReason: why, append, close } = await openJournal(libraryPath, setId);
  const fold = new CurationFold();
  const faults = [...found];
  let readOnlyReason = why ?? libraryReason;
  for (const line of lines) {
    try {
      fold.add(line);
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      faults.push(`${thrown.place ?? 'curation.jsonl'}: ${thrown.message}`);
      readOnlyReason = `${thrown.place ?? 'curation.jsonl'}: ${thrown.message}`;
      break;
    }
  }
  return { journal: { append, close }, fold, faults, readOnlyReason };
}

/**
 * @param libraryReason why the library cannot be written, or null.
 * @param onChange told of each line that was written, in order.
 */
export function createCurationService(
  libraryPath: string,
  tables: DecidableTables,
  libraryReason: string | null,
  onChange: (change: CurationChange) => void = () => undefined,
): CurationService {
  const open = new Map<SetId, Promise<Live>>();
  const turns = new Map<SetId, Promise<unknown>>();

  const liveOf = (setId: SetId): Promise<Live> => {
    const held = open.get(setId);
    if (held !== undefined) return held;
    const live = openLive(libraryPath, setId, libraryReason);
    open.set(setId, live);
    live.catch(() => open.delete(setId));
    return live;
  };

  /** One after another per set: what an undo takes back is known only when the decision before it is written. */
  const inTurn = <T>(setId: SetId, work: () => Promise<T>): Promise<T> => {
    const mine = (turns.get(setId) ?? Promise.resolve()).then(work);
    turns.set(
      setId,
      mine.catch(() => undefined),
    );
    return mine;
  };

  const mustWrite = (live: Live): void => {
    if (live.readOnlyReason === null) return;
    throw new Failure({
      code: 'conflict',
      message: `Nothing can be decided here. ${live.readOnlyReason}`,
      place: libraryPath,
      remedy: 'See the set’s page for what is wrong with it.',
    });
  };

  /** Writes what `bodyOf` makes, unless its key was written before; null when it makes nothing. */
  const say = (
    said: Said,
    bodyOf: (live: Live) => Promise<{ body: CurationBody; table: DecidableTable } | null>,
  ): Promise<CurationChange | null> =>
    inTurn(said.setId, async () => {
      const live = await liveOf(said.setId);
      const delivered = said.key === undefined ? undefined : live.fold.deliveredBy(said.key);
      if (delivered !== undefined) {
        return changeOf(said.setId, live.fold, await tables.having(said.setId, []), delivered);
      }
      mustWrite(live);
      const made = await bodyOf(live);
      if (made === null) return null;
      const { body, table } = made;
      const line = await live.journal.append(said.key === undefined ? body : { ...body, key: said.key });
      const change = changeOf(said.setId, live.fold, table, live.fold.add(line));
      onChange(change);
      return change;
    });

  const sayOfSamples = async (
    input: OfSamples,
    bodyOf: (samples: SampleSet) => CurationBody,
  ): Promise<CurationChange> => {
    const change = await say(input, async () => {
      const keys = keysOf(input.samples);
      return { table: await tableWith(input.setId, keys), body: bodyOf(sampleSetOf(keys)) };
    });
    if (change === null) throw new Failure({ code: 'internal', message: 'A decision about samples made no line.' });
    return change;
  };

  /** A table that has all of these samples; looks at the disk again when the one in memory has not. */
  const tableWith = async (setId: SetId, keys: SampleKeys): Promise<DecidableTable> => {
    const held = await tables.having(setId, []);
    if (firstMissing(held, keys) === null) return held;
    const table = await tables.get(setId);
    const missing = firstMissing(table, keys);
    if (missing === null) return table;
    throw new Failure({
      code: 'not-found',
      message: 'The set has no such sample.',
      place: sampleOfKey(missing),
    });
  };

  const step = (said: Said, action: 'undo' | 'redo'): Promise<CurationChange | null> =>
    say(said, async ({ fold }) => {
      const target = action === 'undo' ? fold.undoTarget : fold.redoTarget;
      if (target === null) return null;
      return { body: { action, target, who: said.who }, table: await tables.having(said.setId, []) };
    });

  return {
    state: async (setId) => {
      const table = await tables.get(setId);
      const { fold, readOnlyReason } = await liveOf(setId);
      return viewOf(setId, fold, table, readOnlyReason);
    },
    decide: (input) => {
      const { decision, reason, note, who } = input;
      return sayOfSamples(input, (samples) => ({ action: 'decide', decision, samples, reason, note, who }));
    },
    tag: (input) => {
      const { tag, isOn, note, who } = input;
      return sayOfSamples(input, (samples) => ({ action: 'tag', tag, isOn, samples, note, who }));
    },
    falseAlarm: (input) => {
      const { isOn, note, who } = input;
      return sayOfSamples(input, (samples) => ({ action: 'false-alarm', isOn, samples, note, who }));
    },
    undo: (said) => step(said, 'undo'),
    redo: (said) => step(said, 'redo'),
    review: async (setId) => {
      const table = await tables.get(setId);
      const { fold, faults } = await liveOf(setId);
      return { counts: countsOf(fold, table), revision: fold.revision, faults };
    },
    isExcluded: async (setId) => {
      const { fold } = await liveOf(setId);
      return (id) => fold.get(id)?.decision === 'exclude';
    },
    forget: (setId) =>
      inTurn(setId, async () => {
        const live = open.get(setId);
        open.delete(setId);
        await (await live)?.journal.close();
      }),
    close: async () => {
      await Promise.all(turns.values());
      const all = await Promise.allSettled(open.values());
      open.clear();
      for (const one of all) if (one.status === 'fulfilled') await one.value.journal.close();
    },
  };
}

const firstMissing = (table: DecidableTable, keys: SampleKeys): number | null =>
  keys.find((key) => table.rowOfKey(key) < 0) ?? null;
