import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { Failure } from '@shared/lib/failure';
import { writeFileAtomic } from '../platform/atomicWrite';
import { ioFailure } from '../platform/ioFailure';

/** `place.at`: what is wrong, for the first few faults of a parsed value. */
export function faultsOf(error: z.ZodError): string {
  const shown = error.issues.slice(0, 3).map((issue) => {
    const place = issue.path.map(String).join('.');
    return place === '' ? issue.message : `${place}: ${issue.message}`;
  });
  const rest = error.issues.length - shown.length;
  return shown.join('; ') + (rest > 0 ? `; and ${rest} more` : '');
}

const corrupt = (path: string, why: string): Failure =>
  new Failure({
    code: 'corrupt-data',
    message: `The file does not hold what it should: ${why}`,
    place: path,
    remedy: 'Restore this file from a backup.',
  });

/** Reads a JSON file without knowing its shape. @throws Failure not-found, io, corrupt-data */
export async function readJson(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (thrown) {
    throw ioFailure(thrown, 'read the file', path);
  }
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw corrupt(path, thrown instanceof Error ? thrown.message : String(thrown));
  }
}

/** Reads and parses a JSON file. @throws Failure not-found, io, corrupt-data */
export async function readJsonAs<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>> {
  const parsed = schema.safeParse(await readJson(path));
  if (!parsed.success) throw corrupt(path, faultsOf(parsed.error));
  return parsed.data;
}

/** Writes a value as indented JSON, whole or not at all. @throws Failure disk-full, io */
export const writeJson = (path: string, value: unknown): Promise<void> =>
  writeFileAtomic(path, `${JSON.stringify(value, null, 2)}\n`);
