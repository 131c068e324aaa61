import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { consentRecordSchema, type ConsentRecord } from '@shared/domain/consent';
import { SetId } from '@shared/domain/ids';
import { appendChained, chainedShape, chainFaults, readChain } from './jsonlFile';
import { registerFile } from './libraryPaths';

/** One line of consent/register.jsonl: what one subject of one set agreed to, as read from which file. */
export const RegisterLine = z.strictObject({
  ...chainedShape,
  setId: SetId,
  /** File that the record was read from, or null when a person entered it. */
  source: z.string().max(4096).nullable(),
  sourceSha256: z.string().length(64).nullable(),
  record: consentRecordSchema,
});
export type RegisterLine = z.infer<typeof RegisterLine>;
export type RegisterEntry = Pick<RegisterLine, 'who' | 'setId' | 'source' | 'sourceSha256' | 'record'>;

export interface ConsentRegister {
  /** Every record ever written, oldest first. */
  readonly lines: readonly RegisterLine[];
  readonly faults: readonly string[];
  /** The first line that cannot be trusted, or null; no consent holds while there is one. */
  readonly brokenAt: number | null;
  /** The record in force per subject (NFC): the last one written for this set. */
  latest(setId: SetId): ReadonlyMap<string, ConsentRecord>;
}

/**
 * Reads the register. After a broken line nothing is believed: consent that cannot be read is consent that is not there.
 * @throws Failure io
 */
export async function readRegister(libraryPath: string): Promise<ConsentRegister> {
  const content = await readChain(registerFile(libraryPath), RegisterLine);
  const bySet = new Map<SetId, Map<string, ConsentRecord>>();
  // A break means that records, perhaps withdrawals, are missing: then no consent of this register can be relied on.
  if (content.fault === null) {
    for (const { setId, record } of content.lines) {
      const subjects = bySet.get(setId) ?? new Map<string, ConsentRecord>();
      subjects.set(record.subject, record);
      bySet.set(setId, subjects);
    }
  }
  return {
    lines: content.lines,
    faults: chainFaults('consent/register.jsonl', content),
    brokenAt: content.fault?.line ?? null,
    latest: (setId) => bySet.get(setId) ?? new Map<string, ConsentRecord>(),
  };
}

/** Adds records; safe from several processes at once; on the disk before it returns. @throws Failure */
export async function appendRegister(libraryPath: string, entries: readonly RegisterEntry[]): Promise<void> {
  const path = registerFile(libraryPath);
  await mkdir(dirname(path), { recursive: true });
  await appendChained(path, RegisterLine, entries, `${path}.lock`);
}
