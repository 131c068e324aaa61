import { mkdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { z } from 'zod';
import { Failure } from '@shared/lib/failure';
import { openLineAppender, type LineAppender } from '../platform/jsonLines';
import { chainFaults, linkLines, readChain, type ChainBody, type Chained } from './jsonlFile';

export interface ChainedJournal<T extends Chained> {
  /** Everything written before the opening, oldest first. */
  readonly lines: readonly T[];
  /** What was wrong with the file, in sentences; empty when nothing was. */
  readonly faults: readonly string[];
  /** Why nothing can be added, with the line; or null. */
  readonly readOnlyReason: string | null;
  /** On the disk before it returns. @throws Failure corrupt-data (read-only), disk-full, io, invalid-input */
  readonly append: (body: ChainBody<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

/** Makes something of the lines as they come. */
export interface LineFold<T> {
  /** @throws Failure when the line cannot follow the ones before */
  add(line: T): void;
  /** Looks before a line is written. @throws Failure as `add` would */
  mustFollow(line: T): void;
}

export interface ChainedJournalOptions<T extends Chained> {
  readonly path: string;
  readonly schema: z.ZodType<T>;
  /** What the lines are, in sentences: `decisions`. */
  readonly content: string;
  readonly fold?: LineFold<T>;
  readonly now?: (() => Date) | undefined;
}

/**
 * Opens a chained file that one process writes (the library's lock), so its end is kept in memory. A torn last line is cut off with
 * the next one; a broken chain, or a line that the fold refuses, opens for reading only, with the line in `readOnlyReason`.
 * @throws Failure io
 */
export async function openChainedJournal<T extends Chained>(
  options: ChainedJournalOptions<T>,
): Promise<ChainedJournal<T>> {
  const { path, schema, content: what, fold, now = () => new Date() } = options;
  const file = basename(path);
  const content = await readChain(path, schema);
  const faults = chainFaults(file, content);
  let { fault } = content;
  for (const [index, line] of fold === undefined ? [] : content.lines.entries()) {
    try {
      fold?.add(line);
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      fault = { line: index + 1, message: thrown.message };
      faults.push(`${file}, line ${index + 1}: ${thrown.message}`);
      break;
    }
  }
  const readOnlyReason =
    fault === null
      ? null
      : `The ${what} cannot be continued: ${file}, line ${fault.line}: ${fault.message.replace(/\.$/, '')}.`;
  let appender: LineAppender | null = null;
  // Taken out one by one: what `append` holds on to must not be a million lines.
  const { lines } = content;
  let { lastHash } = content;
  let revision = lines.length;

  const append = async (body: ChainBody<T>): Promise<T> => {
    if (fault !== null) {
      throw new Failure({
        code: 'corrupt-data',
        message: readOnlyReason ?? '',
        place: `${path}, line ${fault.line}`,
        remedy: `Restore ${file} from a backup; until then ${what} can be read but not added.`,
      });
    }
    const linked = linkLines<T>([body], schema, { revision, hash: lastHash }, now().toISOString());
    const line = linked.lines[0] as T; // one body gives one line
    fold?.mustFollow(line);
    if (appender === null) {
      await mkdir(dirname(path), { recursive: true });
      appender = await openLineAppender(path, { durable: true });
    }
    await appender.append(linked.texts);
    ({ lastHash } = linked);
    revision = line.revision;
    fold?.add(line);
    return line;
  };

  let turn: Promise<unknown> = Promise.resolve();
  return {
    lines,
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
