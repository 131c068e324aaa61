import { readFile, stat } from 'node:fs/promises';
import { Failure } from '@shared/lib/failure';
import { isMissing } from '../platform/ioFailure';
import { repeatedKey } from './repeatedKey';

/** A file that a person wrote: larger ones are no such file. */
const MAX_BYTES = 4_000_000;

/**
 * Reads a JSON file from outside.
 * @throws Failure not-found; invalid-input with line and column, or with the path of a key that stands there twice
 */
export async function readJson(path: string): Promise<unknown> {
  const text = await readText(path);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    throw new Failure({
      code: 'invalid-input',
      message: `This is not JSON: ${thrown instanceof Error ? thrown.message : String(thrown)}.`,
      place: `${path}${whereText(text, thrown)}`,
      remedy: 'Correct the file at that place; a missing comma or quotation mark is the usual cause.',
    });
  }
  const repeated = repeatedKey(text);
  if (repeated === null) return value;
  throw new Failure({
    code: 'invalid-input',
    message: `The key ${repeated} stands there twice, and only one of the two could count.`,
    place: path,
    remedy: 'Remove one of them.',
  });
}

async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    const bytes = size <= MAX_BYTES ? await readFile(path) : null;
    if (bytes !== null && bytes.length <= MAX_BYTES) return bytes.toString('utf8').replace(/^\ufeff/, '');
  } catch (thrown) {
    const [code, message] = isMissing(thrown)
      ? (['not-found', 'There is no such file.'] as const)
      : (['invalid-input', `The file cannot be read: ${String(thrown)}.`] as const);
    throw new Failure({
      code,
      message,
      place: path,
      remedy: 'Check the path; relative ones start at the current folder.',
    });
  }
  throw new Failure({ code: 'invalid-input', message: `The file has more than ${MAX_BYTES} bytes.`, place: path });
}

/** `, line 3, column 7` where the engine tells a position; old ones do so in other words, then there is none. */
function whereText(text: string, thrown: unknown): string {
  const position = thrown instanceof Error ? /position (\d+)/.exec(thrown.message)?.[1] : undefined;
  if (position === undefined) return '';
  const before = text.slice(0, Number(position)).split('\n');
  return `, line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
}
