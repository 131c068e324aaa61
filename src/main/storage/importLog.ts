import { z } from 'zod';
import type { SetId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import { openLineAppender, readJsonLines } from '../platform/jsonLines';
import { faultsOf } from './jsonFile';
import { importFile } from './libraryPaths';

/** One line of a real set's import.jsonl: a picture that did not become a sample, and why. */
export const ImportIssueLine = z.strictObject({
  /** Below the imported folder, `/` separated. */
  path: z.string().min(1),
  subject: z.string(),
  /** Short and fixed, e.g. `no-face`, `unreadable`, `too-small`, `no-consent`. */
  reason: z.string().min(1),
  detail: z.string(),
  placeable: z.boolean(),
  widthPx: z.int().nullable(),
  heightPx: z.int().nullable(),
  /** True once five points set by hand have made a sample of it. */
  resolved: z.boolean(),
});
export type ImportIssueLine = z.infer<typeof ImportIssueLine>;

/** A line about something that points set by hand cannot help. */
export const finalIssue = (path: string, reason: string, detail: string, subject = ''): ImportIssueLine => ({
  path,
  subject,
  reason,
  detail,
  placeable: false,
  widthPx: null,
  heightPx: null,
  resolved: false,
});

/** The present state of every picture named in the log: a later line about the same path replaces an earlier one. */
export async function readImportIssues(libraryPath: string, setId: SetId): Promise<ImportIssueLine[]> {
  const path = importFile(libraryPath, setId);
  const issues = new Map<string, ImportIssueLine>();
  for (const [index, text] of (await readJsonLines(path)).lines.entries()) {
    const issue = parseIssue(text, `${path}, line ${index + 1}`);
    issues.set(issue.path, issue);
  }
  return [...issues.values()];
}

/** Adds lines and flushes them. @throws Failure disk-full, io */
export async function appendImportIssues(
  libraryPath: string,
  setId: SetId,
  issues: readonly ImportIssueLine[],
): Promise<void> {
  const appender = await openLineAppender(importFile(libraryPath, setId), { durable: true });
  try {
    await appender.append(issues.map((issue) => JSON.stringify(ImportIssueLine.parse(issue))));
  } finally {
    await appender.close();
  }
}

function parseIssue(text: string, place: string): ImportIssueLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined; // refused by the schema below
  }
  const parsed = ImportIssueLine.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Failure({
    code: 'corrupt-data',
    message: `The list of pictures that were not imported cannot be read: ${faultsOf(parsed.error)}`,
    place,
    remedy: 'Restore import.jsonl from a backup, or import the folder again.',
  });
}
