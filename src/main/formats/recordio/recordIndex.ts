import { createReadStream } from 'node:fs';
import { Failure } from '@shared/lib/failure';
import { ioFailure } from '../../platform/ioFailure';

/** One line of an .idx: where the record with this number lies. */
export interface IndexEntry {
  readonly key: number;
  readonly offset: number;
  /** 1-based. */
  readonly line: number;
}

/** Bits to find doubled keys with: 32 MiB at the most. */
const MAX_KEY = 2 ** 28;
const MAX_LINE = 64;
const REMEDY = 'Make the index again from the .rec, with im2rec’s tool rec2idx.py.';

/**
 * Reads `key<TAB>offset` lines in the order of the file; memory stays flat, the numbers seen are kept as bits.
 * @throws Failure not-found; corrupt-data naming the line: no two numbers, a key twice or beyond 2^28, an offset at no multiple of 4
 */
export async function* readIndex(path: string): AsyncGenerator<IndexEntry> {
  const seen = new KeysSeen();
  let line = 0;
  for await (const text of linesOf(path)) {
    line++;
    if (text === '') continue;
    const parts = text.length > MAX_LINE ? null : /^(\d{1,12})\t(\d{1,16})$/.exec(text);
    const key = Number(parts?.[1]);
    const offset = Number(parts?.[2]);
    const fault =
      parts === null
        ? `It should read “number, tab, byte”, but reads ${JSON.stringify(text.slice(0, MAX_LINE))}.`
        : key >= MAX_KEY
          ? `The number ${key} is beyond ${MAX_KEY}.`
          : !seen.add(key)
            ? `The number ${key} comes twice.`
            : offset % 4 !== 0
              ? `The byte ${offset} is no multiple of 4, where records begin.`
              : null;
    if (fault !== null) {
      throw new Failure({ code: 'corrupt-data', message: fault, place: `${path}, line ${line}`, remedy: REMEDY });
    }
    yield { key, offset, line };
  }
}

/** Lines without their ends. A line that never ends is cut off. */
async function* linesOf(path: string): AsyncGenerator<string> {
  // latin1: every byte is a letter, so nothing is lost before it is judged.
  const stream = createReadStream(path, { encoding: 'latin1', highWaterMark: 1 << 16 });
  let rest = '';
  try {
    for await (const chunk of stream) {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > MAX_LINE) lines.push(rest);
      for (const one of lines) yield one.endsWith('\r') ? one.slice(0, -1) : one;
    }
  } catch (thrown) {
    throw ioFailure(thrown, 'read the index', path);
  } finally {
    stream.destroy();
  }
  if (rest !== '') yield rest;
}

class KeysSeen {
  private bits = new Uint8Array(1024);

  /** False when the key was there already. */
  add(key: number): boolean {
    const at = key >>> 3;
    if (at >= this.bits.length) {
      const grown = new Uint8Array(Math.max(at + 1, this.bits.length * 2));
      grown.set(this.bits);
      this.bits = grown;
    }
    const mask = 1 << (key & 7);
    const byte = this.bits[at] ?? 0;
    this.bits[at] = byte | mask;
    return (byte & mask) === 0;
  }
}
