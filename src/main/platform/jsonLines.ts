import { mkdir, open, readFile, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ioFailure, isMissing } from './ioFailure';

export interface JsonLines {
  /** Complete lines in order, without their line feeds. */
  readonly lines: readonly string[];
  /** Bytes up to and with the last line feed. */
  readonly completeBytes: number;
  /** Bytes after the last line feed: a write that never ended. */
  readonly tornBytes: number;
}

const LINE_FEED = 10;

/** Reads a line file; a missing one is empty. @throws Failure io */
export async function readJsonLines(path: string): Promise<JsonLines> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (thrown) {
    if (isMissing(thrown)) return { lines: [], completeBytes: 0, tornBytes: 0 };
    throw ioFailure(thrown, 'read the file', path);
  }
  const completeBytes = bytes.lastIndexOf(LINE_FEED) + 1;
  const lines = completeBytes === 0 ? [] : bytes.toString('utf8', 0, completeBytes - 1).split('\n');
  return { lines, completeBytes, tornBytes: bytes.length - completeBytes };
}

/** Bytes of an open file up to and with its last line feed, searched from the end. */
async function completeBytesOf(handle: FileHandle): Promise<number> {
  const chunk = Buffer.alloc(65_536);
  for (let end = (await handle.stat()).size; end > 0;) {
    const length = Math.min(end, chunk.length);
    const { bytesRead } = await handle.read(chunk, 0, length, end - length);
    const found = chunk.lastIndexOf(LINE_FEED, bytesRead - 1);
    if (bytesRead > 0 && found >= 0) return end - length + found + 1;
    end -= length;
  }
  return 0;
}

/** The last complete line of a file, read from its end only; null when there is none. @throws Failure io */
export async function readLastLine(path: string): Promise<string | null> {
  let handle: FileHandle;
  try {
    handle = await open(path, 'r');
  } catch (thrown) {
    if (isMissing(thrown)) return null;
    throw ioFailure(thrown, 'read the file', path);
  }
  try {
    const { size } = await handle.stat();
    for (let length = Math.min(size, 4096); length > 0; length = Math.min(size, length * 8)) {
      const tail = Buffer.alloc(length);
      await handle.read(tail, 0, length, size - length);
      const end = tail.lastIndexOf(LINE_FEED);
      const start = end <= 0 ? -1 : tail.lastIndexOf(LINE_FEED, end - 1);
      if (end >= 0 && (start >= 0 || length === size)) return tail.toString('utf8', start + 1, end);
      if (length === size) return null;
    }
    return null;
  } finally {
    await handle.close();
  }
}

/** Appends whole lines to a file, one caller at a time. */
export interface LineAppender {
  /** Returns when the lines are on the disk (`durable`) or with the system. A failed write leaves no part of a line behind. */
  append(lines: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a line file for appending and cuts off a torn last line.
 * @param options.durable flush before `append` returns. @throws Failure io, disk-full
 */
export async function openLineAppender(path: string, options: { readonly durable: boolean }): Promise<LineAppender> {
  let handle: FileHandle;
  let size: number;
  try {
    await mkdir(dirname(path), { recursive: true });
    // Not 'a': after a failed write the file is cut back and written at a known place.
    handle = await open(path, 'r+').catch((thrown: unknown) => {
      if (isMissing(thrown)) return open(path, 'w+');
      throw thrown;
    });
  } catch (thrown) {
    throw ioFailure(thrown, 'open the file for writing', path);
  }
  try {
    size = await completeBytesOf(handle);
    if (size < (await handle.stat()).size) {
      await handle.truncate(size);
      await handle.sync();
    }
  } catch (thrown) {
    await handle.close();
    throw ioFailure(thrown, 'open the file for writing', path);
  }

  const write = async (lines: readonly string[]): Promise<void> => {
    if (lines.length === 0) return;
    const bytes = Buffer.from(`${lines.join('\n')}\n`, 'utf8');
    try {
      for (let done = 0; done < bytes.length;) {
        done += (await handle.write(bytes, done, bytes.length - done, size + done)).bytesWritten;
      }
      if (options.durable) await handle.datasync();
      size += bytes.length;
    } catch (thrown) {
      // Cut the part that was written; if even that fails, the next opening cuts it as a torn line.
      await handle.truncate(size).catch(() => undefined);
      throw ioFailure(thrown, 'append to the file', path);
    }
  };

  let turn: Promise<void> = Promise.resolve();
  return {
    append: (lines) => {
      const mine = turn.then(() => write(lines));
      turn = mine.catch(() => undefined);
      return mine;
    },
    close: async () => {
      await turn;
      await handle.close();
    },
  };
}
