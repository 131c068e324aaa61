import type { CurationChange, CurationView, ReviewCounts } from '@shared/contract/views';
import type { Decision, ExclusionReason } from '@shared/domain/curation';
import { CurationFold } from '@shared/domain/curationFold';
import type { SampleId, SetId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import { openJournal, type CurationBody, type CurationJournal } from '../storage/curationJournal';
import type { TableCache } from './tableCache';

export interface DecideInput {
  readonly setId: SetId;
  readonly samples: readonly SampleId[];
  readonly decision: Decision;
  readonly reason: ExclusionReason | null;
  readonly note: string;
  readonly who: string;
}

/** Decisions about samples: kept in memory as the journals fold, and on the disk before a call returns. */
export interface CurationService {
  state(setId: SetId): Promise<CurationView>;
  /** @throws Failure not-found naming a sample that the set does not have; corrupt-data, disk-full, io */
  decide(input: DecideInput): Promise<CurationChange>;
  /** Null when there is nothing to take back. */
  undo(setId: SetId, who: string): Promise<CurationChange | null>;
  redo(setId: SetId, who: string): Promise<CurationChange | null>;
  review(setId: SetId): Promise<{ counts: ReviewCounts; revision: number; faults: readonly string[] }>;
  isExcluded(setId: SetId): Promise<(id: SampleId) => boolean>;
  /** Lets go of a set whose folder is about to move. */
  forget(setId: SetId): Promise<void>;
  close(): Promise<void>;
}

interface Live {
  readonly journal: CurationJournal;
  readonly fold: CurationFold;
  readonly faults: readonly string[];
  readonly readOnlyReason: string | null;
}

async function openLive(libraryPath: string, setId: SetId, libraryReason: string | null): Promise<Live> {
  const journal = await openJournal(libraryPath, setId);
  const fold = new CurationFold();
  const faults = [...journal.faults];
  let readOnlyReason = journal.readOnlyReason ?? libraryReason;
  for (const line of journal.lines) {
    try {
      fold.add(line);
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      faults.push(`${thrown.place ?? 'curation.jsonl'}: ${thrown.message}`);
      readOnlyReason = thrown.message;
      break;
    }
  }
  return { journal, fold, faults, readOnlyReason };
}

/** @param libraryReason why the library cannot be written, or null. */
export function createCurationService(
  libraryPath: string,
  tables: TableCache,
  libraryReason: string | null,
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

  const countsOf = (fold: CurationFold, total: number): ReviewCounts => ({
    kept: fold.keptCount,
    excluded: fold.excludedCount,
    undecided: Math.max(0, total - fold.keptCount - fold.excludedCount),
  });

  const write = async (setId: SetId, live: Live, body: CurationBody, total: number): Promise<CurationChange> => {
    const line = await live.journal.append(body);
    const touched = new Set(live.fold.add(line));
    return {
      setId,
      revision: live.fold.revision,
      counts: countsOf(live.fold, total),
      changed: Array.from(touched, (id) => decisionOf(live.fold, id)),
      undoTarget: live.fold.undoTarget,
      redoTarget: live.fold.redoTarget,
    };
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

  const step = (setId: SetId, who: string, action: 'undo' | 'redo'): Promise<CurationChange | null> =>
    inTurn(setId, async () => {
      const live = await liveOf(setId);
      mustWrite(live);
      const target = action === 'undo' ? live.fold.undoTarget : live.fold.redoTarget;
      if (target === null) return null;
      const { columns } = await tables.having(setId, []);
      return write(setId, live, { action, target, who }, columns.count);
    });

  return {
    state: async (setId) => {
      const { columns } = await tables.get(setId);
      const { fold, readOnlyReason } = await liveOf(setId);
      return {
        setId,
        revision: fold.revision,
        counts: countsOf(fold, columns.count),
        decisions: Array.from(fold.decisions, ([id, { decision, reason }]) => ({ id, decision, reason })),
        undoTarget: fold.undoTarget,
        redoTarget: fold.redoTarget,
        readOnlyReason,
      };
    },
    decide: ({ setId, samples, decision, reason, note, who }) =>
      inTurn(setId, async () => {
        const live = await liveOf(setId);
        mustWrite(live);
        const unique = [...new Set(samples)];
        const table = await tables.having(setId, unique);
        const unknown = unique.find((id) => table.rowOf(id) < 0);
        if (unknown !== undefined)
          throw new Failure({ code: 'not-found', message: 'The set has no such sample.', place: unknown });
        const body: CurationBody = { action: 'decide', decision, samples: unique, reason, note, who };
        return write(setId, live, body, table.columns.count);
      }),
    undo: (setId, who) => step(setId, who, 'undo'),
    redo: (setId, who) => step(setId, who, 'redo'),
    review: async (setId) => {
      const table = await tables.get(setId);
      const { fold, faults } = await liveOf(setId);
      return { counts: countsOf(fold, table.columns.count), revision: fold.revision, faults };
    },
    isExcluded: async (setId) => {
      const { fold } = await liveOf(setId);
      return (id) => fold.decisions.get(id)?.decision === 'exclude';
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

function decisionOf(fold: CurationFold, id: SampleId): CurationChange['changed'][number] {
  const held = fold.decisions.get(id);
  return { id, decision: held?.decision ?? 'undecided', reason: held?.reason ?? null };
}
