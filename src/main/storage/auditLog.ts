import { join } from 'node:path';
import { z } from 'zod';
import { appendChained, chainedShape, readChain, type ChainContent } from './jsonlFile';
import { auditFile } from './libraryPaths';

/** One line of audit.jsonl: who did what to which set, run or export. */
export const AuditLine = z.strictObject({
  ...chainedShape,
  /** e.g. `set.remove`, `consent.update`, `export`. */
  action: z.string().min(1).max(80),
  /** Id or name of what was acted on. */
  subject: z.string().max(400),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type AuditLine = z.infer<typeof AuditLine>;
export type AuditEntry = Pick<AuditLine, 'who' | 'action' | 'subject' | 'detail'>;

/** Adds to the library's log; safe from several processes at once; all entries or none. @throws Failure */
export async function appendAudit(libraryPath: string, ...entries: readonly AuditEntry[]): Promise<void> {
  await appendChained(auditFile(libraryPath), AuditLine, entries, join(libraryPath, '.audit.lock'));
}

/** The whole log with its chain checked. @throws Failure io */
export const readAudit = (libraryPath: string): Promise<ChainContent<AuditLine>> =>
  readChain(auditFile(libraryPath), AuditLine);
