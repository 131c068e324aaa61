import { Failure } from '@shared/lib/failure';
import type { PackWindow } from './packWindow';

const PIECE_BYTES = 256 * 1024;
const LINE_FEED = 10;

export interface FileLine {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
}

/**
 * Lines of a foreign text file in UTF-8, LF or CRLF; empty ones are left out. Memory is that of one line.
 * @throws Failure invalid-input where a line is longer than `maxBytes`; io
 */
export async function* linesOf(file: PackWindow, maxBytes: number): AsyncGenerator<FileLine> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 0;
  const lineOf = (bytes: Buffer): FileLine => ({ line: ++line, text: bytes.toString('utf8').replace(/\r$/, '') });
  for (let offset = 0; offset < file.sizeBytes; offset += PIECE_BYTES) {
    const piece = await file.read(offset, Math.min(PIECE_BYTES, file.sizeBytes - offset));
    const held = Buffer.concat([rest, piece]);
    let start = 0;
    for (let end = held.indexOf(LINE_FEED); end !== -1; end = held.indexOf(LINE_FEED, start)) {
      const next = lineOf(held.subarray(start, end));
      start = end + 1;
      if (next.text !== '') yield next;
    }
    rest = held.subarray(start);
    if (rest.length > maxBytes) {
      throw new Failure({
        code: 'invalid-input',
        message: `A line is longer than ${maxBytes} bytes.`,
        place: `${file.path}:${line + 1}`,
        remedy: 'Check that this is a text file with one record per line.',
      });
    }
  }
  const last = lineOf(rest);
  if (last.text !== '') yield last;
}
