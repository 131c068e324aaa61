import { CurationLine } from '@shared/domain/curation';
import type { SetId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import { openLineAppender, type LineAppender } from '../platform/jsonLines';
import { chainFaults, linkLines, readChain, type ChainBody, type ChainContent } from './jsonlFile';
import { curationFile } from './libraryPaths';

export type CurationBody = ChainBody<CurationLine>;

export interface CurationJournal {
  /** Everything decided before the opening, oldest first. */
  readonly lines: readonly CurationLine[];
  /** What was wrong with the file, in sentences; empty when nothing was. */
  readonly faults: readonly string[];
  /** Why nothing can be added, or null. */
  readonly readOnlyReason: string | null;
  /** On the disk before it returns. @throws Failure corrupt-data (read-only), disk-full, io, invalid-input */
  readonly append: (body: CurationBody) => Promise<CurationLine>;
  readonly close: () => Promise<void>;
}

/** Reads a set's journal without touching it. @throws Failure io */
export const readJournal = (libraryPath: string, setId: SetId): Promise<ChainContent<CurationLine>> =>
  readChain(curationFile(libraryPath, setId), CurationLine);

/**
 * Opens a set's journal for deciding. A torn last line is cut off with the first decision; a broken chain opens for reading
 * only, with the line in `readOnlyReason`. One process per library decides (the library's lock), so the end is kept in memory.
 */
export async function openJournal(
  libraryPath: string,
  setId: SetId,
  now: () => Date = () => new Date(),
): Promise<CurationJournal> {
  const path = curationFile(libraryPath, setId);
  const content = await readChain(path, CurationLine);
  const faults = chainFaults('curation.jsonl', content);
  const readOnlyReason =
    content.fault === null
      ? null
      : `The decisions cannot be continued: curation.jsonl, line ${content.fault.line}: ${content.fault.message}.`;
  let appender: LineAppender | null = null;
  // Taken out one by one: what `append` holds on to must not be a million lines.
  const { lines, fault } = content;
  let { lastHash } = content;
  let revision = lines.length;

  const append = async (body: CurationBody): Promise<CurationLine> => {
    if (fault !== null) {
      throw new Failure({
        code: 'corrupt-data',
        message: readOnlyReason ?? '',
        place: `${path}, line ${fault.line}`,
        remedy: 'Restore curation.jsonl from a backup; until then decisions can be read but not added.',
      });
    }
    const linked = linkLines<CurationLine>([body], CurationLine, { revision, hash: lastHash }, now().toISOString());
    appender ??= await openLineAppender(path, { durable: true });
    await appender.append(linked.texts);
    revision++;
    lastHash = linked.lastHash;
    return linked.lines[0] as CurationLine; // one body gives one line
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
