import { Failure } from '@shared/lib/failure';
import { linesOf } from '../packs/linesOf';
import { PackWindow } from '../packs/packWindow';

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
  const file = await PackWindow.open(path);
  try {
    yield* entriesOf(file);
  } finally {
    await file.close();
  }
}

async function* entriesOf(file: PackWindow): AsyncGenerator<IndexEntry> {
  const { path } = file;
  const seen = new KeysSeen();
  for await (const { text, line } of linesOf(file, MAX_LINE)) {
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
