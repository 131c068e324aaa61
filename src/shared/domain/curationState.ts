import type { CurationLine } from './curation';
import { CurationFold } from './curationFold';

/** What the journal says, folded: one decision per touched sample, and what undo and redo would act on next. */
export interface CurationState {
  readonly revision: number;
  readonly decisions: Pick<CurationFold, 'get' | 'entries'>;
  /** Revision that the next undo takes back, or null. */
  readonly undoTarget: number | null;
  /** Revision that the next redo brings again, or null. */
  readonly redoTarget: number | null;
}

/**
 * Folds a journal, optionally only up to a pinned revision.
 * @throws Failure corrupt-data when an undo or redo names something that is not next in line.
 */
export function foldCuration(lines: readonly CurationLine[], upToRevision = Infinity): CurationState {
  const fold = new CurationFold();
  for (const line of lines) {
    if (line.revision > upToRevision) break;
    fold.add(line);
  }
  const { revision, undoTarget, redoTarget } = fold;
  return { revision, decisions: fold, undoTarget, redoTarget };
}
