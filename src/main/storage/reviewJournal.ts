import type { SetId } from '@shared/domain/ids';
import { ReviewLine } from '@shared/domain/reviews/reviewLine';
import { ReviewFold } from '@shared/domain/reviews/reviewFold';
import { openChainedJournal, type ChainedJournal } from './chainedJournal';
import type { ChainBody } from './jsonlFile';
import { reviewsFile } from './libraryPaths';

export type ReviewBody = ChainBody<ReviewLine>;

export interface ReviewJournal extends Omit<ChainedJournal<ReviewLine>, 'lines'> {
  /** Everything recorded so far, folded; grows with `append`. */
  readonly fold: ReviewFold;
}

/** Opens a set's review records; where a line cannot follow the ones before, for reading only up to that line. @throws Failure io */
export async function openReviewJournal(libraryPath: string, setId: SetId, now?: () => Date): Promise<ReviewJournal> {
  const fold = new ReviewFold();
  const path = reviewsFile(libraryPath, setId);
  const { faults, readOnlyReason, append, close } = await openChainedJournal<ReviewLine>({
    path,
    schema: ReviewLine,
    content: 'review records',
    fold,
    now,
  });
  return { fold, faults, readOnlyReason, append, close };
}
