import { ReviewFold } from '@shared/domain/reviews/reviewFold';
import { ReviewLine } from '@shared/domain/reviews/reviewLine';
import type { SetId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import { readChain } from './jsonlFile';
import { reviewsFile } from './libraryPaths';

/** What the reviewers of a set have on record, read without opening the journal for writing. @throws Failure corrupt-data, io */
export async function readReviewRecords(libraryPath: string, setId: SetId): Promise<ReviewFold> {
  const path = reviewsFile(libraryPath, setId);
  const { lines, fault } = await readChain(path, ReviewLine);
  if (fault !== null)
    throw new Failure({
      code: 'corrupt-data',
      message: `The review records of the set cannot be relied on: ${fault.message}.`,
      place: `${path}, line ${fault.line}`,
      remedy: 'Restore reviews.jsonl from a backup.',
    });
  const fold = new ReviewFold();
  for (const line of lines) fold.add(line);
  return fold;
}
