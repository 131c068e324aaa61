import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { consentRecordSchema, type ConsentRecord } from '@shared/domain/consent';
import { foldRegister, type RegisterHistory } from '@shared/domain/consents/history';
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
  /** Why it was written although it contradicts an earlier line. */
  reason: z.string().min(1).max(500).optional(),
});
export type RegisterLine = z.infer<typeof RegisterLine>;
export type RegisterEntry = Pick<RegisterLine, 'who' | 'setId' | 'source' | 'sourceSha256' | 'record' | 'reason'>;

export interface ConsentRegister {
  /** Every record ever written, oldest first. */
  readonly lines: readonly RegisterLine[];
  readonly faults: readonly string[];
  /** The first line that cannot be trusted, or null; no consent holds while there is one. */
  readonly brokenAt: number | null;
  /** Instant of the newest line, which need not be the last; null while there is none. */
  readonly newestAt: string | null;
  /** The record in force per subject (NFC): the last one written for this set. */
  latest(setId: SetId): ReadonlyMap<string, ConsentRecord>;
  /** What a set's records say together; empty after a broken line, as `latest` is. */
  history(setId: SetId): RegisterHistory;
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
    newestAt: content.lines.reduce<string | null>(
      (newest, { at }) => (newest !== null && Date.parse(newest) >= Date.parse(at) ? newest : at),
      null,
    ),
    latest: (setId) => bySet.get(setId) ?? new Map<string, ConsentRecord>(),
    history: (setId) =>
      foldRegister(
        content.fault === null ? content.lines.filter((line) => line.setId === setId).map(({ record }) => record) : [],
      ),
  };
}

/** Adds records; safe from several processes at once; on the disk before it returns. @returns number of the last line before them @throws Failure */
export async function appendRegister(libraryPath: string, entries: readonly RegisterEntry[]): Promise<number> {
  const path = registerFile(libraryPath);
  await mkdir(dirname(path), { recursive: true });
  return appendChained(path, RegisterLine, entries, `${path}.lock`);
}
