import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { z } from 'zod';
import { ManifestLine } from '@shared/domain/exportManifest';
import { type CancelSignal, throwIfCancelled } from '@shared/lib/abort';
import { ioFailure } from '../../platform/ioFailure';

export const MANIFEST_FILE = 'manifest.jsonl';

/** A line of ours has some hundred characters; what is longer is none, and is not kept. */
const MAX_LINE_CHARS = 20_000;

/** A line as it lies there, or why it is none. */
export type ManifestEntry =
  | { readonly number: number; readonly line: ManifestLine; readonly fault: null }
  | { readonly number: number; readonly line: null; readonly fault: string };

/** Reads manifest.jsonl of an export line by line, with memory flat, and says of each line whether it can be believed to be one. */
export class ManifestReader {
  private readonly hash = createHash('sha256');
  private digest: string | null = null;

  constructor(private readonly exportDir: string) {}

  /** SHA-256 of the whole file; null before it was read to its end. */
  get sha256(): string | null {
    return this.digest;
  }

  /** To be walked once. @throws Failure not-found, io, cancelled */
  async *entries(signal: CancelSignal): AsyncGenerator<ManifestEntry> {
    let number = 0;
    for await (const text of hashedLines(join(this.exportDir, MANIFEST_FILE), this.hash)) {
      throwIfCancelled(signal);
      number++;
      if (text !== '') yield { number, ...parsed(text) };
    }
    this.digest = this.hash.digest('hex');
  }
}

function parsed(text: string): { line: ManifestLine; fault: null } | { line: null; fault: string } {
  if (text.length > MAX_LINE_CHARS) return { line: null, fault: 'it is far longer than a line of a manifest' };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (thrown) {
    return { line: null, fault: thrown instanceof Error ? thrown.message : 'it is not JSON' };
  }
  const result = ManifestLine.safeParse(json);
  return result.success
    ? { line: result.data, fault: null }
    : { line: null, fault: z.prettifyError(result.error).replaceAll('\n', ' ') };
}

/** The lines of a text file, while every byte of it goes into `hash`. Of a line without end the first part is kept, to be refused. */
async function* hashedLines(place: string, hash: Hash): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  try {
    for await (const chunk of createReadStream(place)) {
      const bytes = chunk as Buffer; // a read stream without an encoding yields buffers
      hash.update(bytes);
      const lines = (rest + decoder.write(bytes)).split('\n');
      rest = (lines.pop() ?? '').slice(0, MAX_LINE_CHARS + 1);
      yield* lines;
    }
  } catch (thrown) {
    throw ioFailure(thrown, 'read the manifest of the export', place);
  }
  yield rest + decoder.end();
}
