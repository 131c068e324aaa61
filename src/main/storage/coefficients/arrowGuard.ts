import type { FileHandle } from 'node:fs/promises';
import {
  bytesOf,
  checkBlock,
  checkEnd,
  FILE_HEAD,
  FILE_TAIL,
  footerStart,
  isFile,
  readFooter,
} from './arrowFooterGuard';
import { below, HEAD_BYTES, HEADER, MESSAGE, messageOf, metadataBytes, PartsGuard } from './arrowMessageGuard';
import { SCHEMA_FIELDS, shapeOf } from './arrowSchemaGuard';
import { Unsound } from './flatTable';

/**
 * Looks over an Arrow IPC stream or file before the Arrow library reads it: the library believes what the metadata claim, and one
 * changed bit there makes it fill the memory or turn in a circle. What our own writers never write is refused, known to the library
 * or not. Layout: Arrow "Encapsulated message format", "IPC file format", Message.fbs, Schema.fbs, File.fbs.
 */
function checkStream(bytes: Uint8Array): void {
  let parts: PartsGuard | null = null;
  for (let at = 0; at < bytes.length;) {
    const start = at + HEAD_BYTES;
    const end = start + metadataBytes(bytes.subarray(at, start));
    if (end > bytes.length) throw new Unsound();
    if (end === start) {
      if (end !== bytes.length) throw new Unsound();
      return;
    }
    const message = messageOf(bytes.subarray(start, end));
    at = end + message.bodyBytes;
    if (at > bytes.length) throw new Unsound();
    if (parts !== null) parts.check(message, bytes.subarray(end, at));
    else if (message.type !== HEADER.schema || message.bodyBytes > 0) throw new Unsound();
    else parts = new PartsGuard(shapeOf(below(message.table, MESSAGE.header, SCHEMA_FIELDS)));
  }
}

function checkFile(bytes: Uint8Array): void {
  const tail = bytes.length - FILE_TAIL;
  if (!isFile(bytes) || tail < FILE_HEAD) throw new Unsound();
  const end = footerStart(bytes.subarray(tail), bytes.length);
  checkEnd(bytes.subarray(end - HEAD_BYTES, end));
  const { parts, blocks } = readFooter(bytes.subarray(end, tail), end);
  for (const block of blocks) checkBlock(parts, block, bytes.subarray(block.at, block.at + bytesOf(block)));
}

/** A read past the end of a view, or what our writers never write: what the checks look for. */
const isRefusal = (thrown: unknown): boolean => thrown instanceof RangeError || thrown instanceof Unsound;

function isSound(check: () => void): boolean {
  try {
    check();
    return true;
  } catch (thrown) {
    if (isRefusal(thrown)) return false;
    throw thrown;
  }
}

/** Whether a stream is one that our writers could have written; it may end behind any message. */
export const isStreamSound = (bytes: Uint8Array): boolean => isSound(() => checkStream(bytes));

/** Whether a file is one that our writers could have written. */
export const isFileSound = (bytes: Uint8Array): boolean => isSound(() => checkFile(bytes));

/** Longest part of a file that is looked over in parts, and longest footer: one of 700,000 parts. */
const MAX_PART_BYTES = 1 << 27;
const MAX_FOOTER_BYTES = 1 << 24;

async function readRange(handle: FileHandle, at: number, bytes: number): Promise<Uint8Array> {
  if (bytes > MAX_PART_BYTES) throw new Unsound();
  const range = Buffer.alloc(bytes);
  for (let done = 0; done < bytes;) {
    const { bytesRead } = await handle.read(range, done, bytes - done, at + done);
    if (bytesRead === 0) throw new Unsound();
    done += bytesRead;
  }
  return range;
}

/**
 * The same of a file that may be larger than the memory: one part of it is held at a time.
 * @param betweenParts called before each part; what it throws passes through, as errors of the file system do
 */
export async function isFileSoundInParts(handle: FileHandle, betweenParts: () => void): Promise<boolean> {
  try {
    const { size } = await handle.stat();
    const tail = size - FILE_TAIL;
    if (tail < FILE_HEAD || !isFile(await readRange(handle, 0, FILE_HEAD))) return false;
    const end = footerStart(await readRange(handle, tail, FILE_TAIL), size);
    checkEnd(await readRange(handle, end - HEAD_BYTES, HEAD_BYTES));
    if (tail - end > MAX_FOOTER_BYTES) return false;
    const { parts, blocks } = readFooter(await readRange(handle, end, tail - end), end);
    for (const block of blocks) {
      betweenParts();
      checkBlock(parts, block, await readRange(handle, block.at, bytesOf(block)));
    }
    return true;
  } catch (thrown) {
    if (isRefusal(thrown)) return false;
    throw thrown;
  }
}
