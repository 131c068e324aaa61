import { Failure } from '../lib/failure';
import type { CurationLine, DecideLine, SampleDecision } from './curation';
import type { SampleId } from './ids';

/** What the journal says, folded: one decision per touched sample, and what undo and redo would act on next. */
export interface CurationState {
  readonly revision: number;
  readonly decisions: ReadonlyMap<SampleId, SampleDecision>;
  /** Revision that the next undo takes back, or null. */
  readonly undoTarget: number | null;
  /** Revision that the next redo brings again, or null. */
  readonly redoTarget: number | null;
}

/**
 * Folds a journal, optionally only up to a pinned revision. A sample's decision is its last decide line that is in effect;
 * a new decision after an undo drops what could be redone, as in every editor.
 * @throws Failure corrupt-data when an undo or redo names something that is not next in line.
 */
export function foldCuration(lines: readonly CurationLine[], upToRevision = Infinity): CurationState {
  const inEffect: DecideLine[] = [];
  const undone: DecideLine[] = [];
  let revision = 0;
  for (const line of lines) {
    if (line.revision > upToRevision) break;
    revision = line.revision;
    if (line.action === 'decide') {
      inEffect.push(line);
      undone.length = 0;
      continue;
    }
    const [from, to] = line.action === 'undo' ? [inEffect, undone] : [undone, inEffect];
    const moved = from.pop();
    if (moved?.revision !== line.target) {
      throw new Failure({
        code: 'corrupt-data',
        message: `Revision ${line.revision} wants to ${line.action} revision ${line.target}, which is not next in line.`,
        place: `curation.jsonl, line ${line.revision}`,
        remedy: 'Restore the journal from a backup; nothing after this line is applied.',
      });
    }
    to.push(moved);
  }
  const decisions = new Map<SampleId, SampleDecision>();
  for (const line of inEffect) {
    for (const id of line.samples) {
      decisions.set(id, { decision: line.decision, reason: line.reason, revision: line.revision });
    }
  }
  return {
    revision,
    decisions,
    undoTarget: inEffect.at(-1)?.revision ?? null,
    redoTarget: undone.at(-1)?.revision ?? null,
  };
}
