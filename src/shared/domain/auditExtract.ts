import { z } from 'zod';

export const AUDIT_EXTRACT_FILE = 'audit.jsonl';

/** Where a line of the extract was copied from. */
export const EXTRACT_SOURCES = [
  /** The library's log. */
  'library',
  /** A set's decisions. */
  'decisions',
  /** The consent register, for people whose pictures are in the export. */
  'consent',
  /** Written for the export itself. */
  'export',
] as const;

/** One line of an export's audit.jsonl: what was done to the sets that went out, by whom and when, chained from line to line. */
export const ExtractLine = z.strictObject({
  /** 1-based number of the line in this file. */
  revision: z.int().min(1),
  at: z.iso.datetime(),
  who: z.string().min(1).max(80),
  /** SHA-256 of the line before as written, without its line feed; 64 zeros on the first. */
  previous: z.string().length(64),
  source: z.enum(EXTRACT_SOURCES),
  /** Number of the line in the file that it was copied from; null where it was written for the export. */
  line: z.int().min(1).nullable(),
  action: z.string().min(1).max(80),
  /** Set, key, export or person. */
  subject: z.string().max(400),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type ExtractLine = z.infer<typeof ExtractLine>;
export type ExtractBody = Omit<ExtractLine, 'revision' | 'previous'>;
