import { z } from 'zod';
import { Failure } from '@shared/lib/failure';
import { withLock } from '../platform/fileLock';
import { sha256Hex } from '../platform/hash';
import { openLineAppender, readJsonLines, readLastLine } from '../platform/jsonLines';
import { faultsOf } from './jsonFile';

/** What every chained line carries: its 1-based number, when, who, and the SHA-256 of the line before. */
export interface Chained {
  readonly revision: number;
  readonly at: string;
  readonly who: string;
  readonly previous: string;
}

/** The fields of a chained line as a zod shape, for schemas of such lines. */
export const chainedShape = {
  revision: z.int().min(1),
  at: z.iso.datetime(),
  who: z.string().min(1).max(80),
  previous: z.string().length(64),
};

const LINES_PER_BREATH = 2000;

/** `previous` of a file's first line. */
export const FIRST_PREVIOUS = '0'.repeat(64);

/** A line without the fields that its place in the file decides; distributes over unions. */
export type ChainBody<T extends Chained> = T extends Chained ? Omit<T, 'revision' | 'previous' | 'at'> : never;

export interface LineFault {
  readonly line: number;
  readonly message: string;
}

export interface ChainContent<T extends Chained> {
  /** Lines up to the first fault. */
  readonly lines: T[];
  readonly lastHash: string;
  /** The first line that cannot be trusted: not JSON, of a wrong shape, or its chain is broken. */
  readonly fault: LineFault | null;
  /** Bytes of an unfinished last line. */
  readonly tornBytes: number;
}

function parseLine<T extends Chained>(
  text: string,
  schema: z.ZodType<T>,
  line: number,
  previous: string,
): T | LineFault {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { line, message: 'is not JSON' };
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) return { line, message: faultsOf(parsed.error) };
  if (parsed.data.revision !== line) return { line, message: `carries the number ${parsed.data.revision}` };
  if (parsed.data.previous !== previous)
    return { line, message: 'does not carry the hash of the line before: a line was changed, removed or added' };
  return parsed.data;
}

/** Reads a chained file and checks every link. A missing file is an empty one. @throws Failure io */
export async function readChain<T extends Chained>(path: string, schema: z.ZodType<T>): Promise<ChainContent<T>> {
  const { lines: texts, tornBytes } = await readJsonLines(path);
  const lines: T[] = [];
  let lastHash = FIRST_PREVIOUS;
  for (const [index, text] of texts.entries()) {
    const parsed = parseLine(text, schema, index + 1, lastHash);
    if (!('revision' in parsed)) return { lines, lastHash, fault: parsed, tornBytes };
    lines.push(parsed);
    lastHash = sha256Hex(text);
    // A million lines take seconds, in which the program still answers.
    if (lines.length % LINES_PER_BREATH === 0) await new Promise(setImmediate);
  }
  return { lines, lastHash, fault: null, tornBytes };
}

/** Turns what is wrong with a chained file into sentences for people; empty when nothing is. */
export function chainFaults(path: string, content: ChainContent<Chained>): string[] {
  const faults: string[] = [];
  if (content.fault !== null) faults.push(`${path}, line ${content.fault.line}: ${content.fault.message}.`);
  if (content.tornBytes > 0) {
    faults.push(
      `${path}: an unfinished last line (${content.tornBytes} bytes after line ${content.lines.length}) was left out; it had not been confirmed.`,
    );
  }
  return faults;
}

/** The texts of new lines that continue the chain, and the hash of the last of them. */
export function linkLines<T extends Chained>(
  bodies: readonly ChainBody<T>[],
  schema: z.ZodType<T>,
  after: { readonly revision: number; readonly hash: string },
  at: string,
): { lines: T[]; texts: string[]; lastHash: string } {
  const lines: T[] = [];
  const texts: string[] = [];
  let { revision, hash } = after;
  for (const body of bodies) {
    const parsed = schema.safeParse({ ...body, revision: ++revision, at, previous: hash });
    if (!parsed.success)
      throw new Failure({ code: 'invalid-input', message: `The record is refused: ${faultsOf(parsed.error)}` });
    const text = JSON.stringify(parsed.data);
    lines.push(parsed.data);
    texts.push(text);
    hash = sha256Hex(text);
  }
  return { lines, texts, lastHash: hash };
}

const Tail = z.looseObject({ revision: z.int().min(1) });

/**
 * Adds lines to a chained file that several processes write (register, audit log): under a lock beside it, reading only the
 * last line. Flushed to the disk before it returns.
 * @returns number of the last line before the new ones
 * @throws Failure invalid-input, corrupt-data (the last line is not readable), conflict, disk-full, io
 */
export async function appendChained<T extends Chained>(
  path: string,
  schema: z.ZodType<T>,
  bodies: readonly ChainBody<T>[],
  lockPath: string,
  now: () => Date = () => new Date(),
): Promise<number> {
  if (bodies.length === 0) return 0;
  return await withLock(lockPath, async () => {
    const appender = await openLineAppender(path, { durable: true });
    try {
      const last = await readLastLine(path);
      const after = { revision: 0, hash: FIRST_PREVIOUS };
      if (last !== null) {
        const tail = Tail.safeParse(parseOrNull(last));
        if (!tail.success) {
          throw new Failure({
            code: 'corrupt-data',
            message: 'Nothing can be added: the last line is not readable.',
            place: path,
            remedy: 'Restore the file from a backup.',
          });
        }
        after.revision = tail.data.revision;
        after.hash = sha256Hex(last);
      }
      await appender.append(linkLines(bodies, schema, after, now().toISOString()).texts);
      return after.revision;
    } finally {
      await appender.close();
    }
  });
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
