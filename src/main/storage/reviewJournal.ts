import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SetId } from '@shared/domain/ids';
import { ReviewLine } from '@shared/domain/reviews/reviewLine';
import { ReviewFold } from '@shared/domain/reviews/reviewFold';
import { Failure } from '@shared/lib/failure';
import { openLineAppender, type LineAppender } from '../platform/jsonLines';
import { chainFaults, linkLines, readChain, type ChainBody } from './jsonlFile';
import { reviewsFile } from './libraryPaths';

export type ReviewBody = ChainBody<ReviewLine>;

export interface ReviewJournal {
  /** Everything recorded so far, folded; grows with `append`. */
  readonly fold: ReviewFold;
  /** What was wrong with the file, in sentences; empty when nothing was. */
  readonly faults: readonly string[];
  /** Why nothing can be added, with the line; or null. */
  readonly readOnlyReason: string | null;
  /** On the disk before it returns. @throws Failure corrupt-data (read-only), disk-full, io, invalid-input */
  append(body: ReviewBody): Promise<ReviewLine>;
  close(): Promise<void>;
}

/**
 * Opens a set's review records. A torn last line is cut off with the next record; a broken chain, or a line that cannot follow the
 * ones before, opens for reading only up to that line. One process per library writes, so the end is kept in memory.
 */
export async function openReviewJournal(
  libraryPath: string,
  setId: SetId,
  now: () => Date = () => new Date(),
): Promise<ReviewJournal> {
  const path = reviewsFile(libraryPath, setId);
  const content = await readChain(path, ReviewLine);
  const faults = chainFaults('reviews.jsonl', content);
  const fold = new ReviewFold();
  let fault = content.fault;
  for (const [index, line] of content.lines.entries()) {
    try {
      fold.add(line);
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      fault = { line: index + 1, message: thrown.message };
      faults.push(`reviews.jsonl, line ${index + 1}: ${thrown.message}`);
      break;
    }
  }
  const readOnlyReason =
    fault === null
      ? null
      : `The review records cannot be continued: reviews.jsonl, line ${fault.line}: ${fault.message.replace(/\.$/, '')}.`;
  let appender: LineAppender | null = null;
  let revision = content.lines.length;
  let { lastHash } = content;

  const append = async (body: ReviewBody): Promise<ReviewLine> => {
    if (fault !== null) {
      throw new Failure({
        code: 'corrupt-data',
        message: readOnlyReason ?? '',
        place: `${path}, line ${fault.line}`,
        remedy: 'Restore reviews.jsonl from a backup; until then records can be read but not added.',
      });
    }
    const linked = linkLines<ReviewLine>([body], ReviewLine, { revision, hash: lastHash }, now().toISOString());
    const line = linked.lines[0] as ReviewLine; // one body gives one line
    fold.mustFollow(line);
    if (appender === null) {
      await mkdir(dirname(path), { recursive: true });
      appender = await openLineAppender(path, { durable: true });
    }
    await appender.append(linked.texts);
    ({ lastHash } = linked);
    revision = line.revision;
    fold.add(line);
    return line;
  };

  let turn: Promise<unknown> = Promise.resolve();
  return {
    fold,
    faults,
    readOnlyReason,
    append: (body) => {
      // One after another: each line needs the hash of the one before.
      const mine = turn.then(() => append(body));
      turn = mine.catch(() => undefined);
      return mine;
    },
    close: async () => {
      await turn;
      await appender?.close();
    },
  };
}
