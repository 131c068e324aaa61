import type { Readable } from 'node:stream';

/** A process that prints one endless line must not fill our memory. */
const MAX_LINE_LENGTH = 4_000;

/** Calls `onLine` for each non-empty line of a text stream, and for an unfinished last one when the stream ends. */
export function eachLine(stream: Readable, onLine: (line: string) => void): void {
  let rest = '';
  const give = (line: string): void => {
    const text = line.trimEnd();
    if (text !== '') onLine(text);
  };
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = (lines.pop() ?? '').slice(0, MAX_LINE_LENGTH);
    for (const line of lines) give(line.slice(0, MAX_LINE_LENGTH));
  });
  stream.on('end', () => {
    give(rest);
    rest = '';
  });
}
