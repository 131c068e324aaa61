import { isConsentValid, type ConsentPurpose, type ConsentRecord } from '@shared/domain/consent';
import { foldCuration } from '@shared/domain/curationState';
import type { SetId } from '@shared/domain/ids';
import type { SampleRow } from '@shared/domain/sample';
import type { SetInfo } from '@shared/domain/setInfo';
import { Failure } from '@shared/lib/failure';
import { readRegister } from './consentRegister';
import { readJournal } from './curationJournal';
import { curationFile } from './libraryPaths';
import { readSampleRows } from './sampleTable';
import { readSetInfo } from './setStore';

/** What of a set may be used for a purpose, with the revision of the decisions it rests on. */
export interface UsableSamples {
  readonly info: SetInfo;
  /** Neither excluded nor, in a real set, without a valid consent for the purpose; in order of identity and sample. */
  readonly rows: readonly SampleRow[];
  readonly curationRevision: number;
  readonly excludedCount: number;
  readonly withoutConsentCount: number;
  /** The record in force for a real set's subject. */
  consentOf(identityName: string): ConsentRecord | null;
}

export interface UsableOptions {
  /** Decisions up to this revision count; absent means all. A run that is resumed gives the one it began with. */
  readonly upToRevision?: number;
  /** ISO instant at which consent is asked for; now when absent. */
  readonly at?: string;
}

/**
 * Reads a set for training, export or evaluation. Strict: a damaged table or a broken journal stops it, because what was excluded
 * or withdrawn might be in the part that cannot be read.
 * @throws Failure not-found, corrupt-data, io
 */
export async function readUsableSamples(
  libraryPath: string,
  setId: SetId,
  purpose: ConsentPurpose,
  options: UsableOptions = {},
): Promise<UsableSamples> {
  const info = await readSetInfo(libraryPath, setId);
  const journal = await readJournal(libraryPath, setId);
  if (journal.fault !== null) {
    throw new Failure({
      code: 'corrupt-data',
      message: `The decisions of the set “${info.name}” cannot be relied on: ${journal.fault.message}.`,
      place: `${curationFile(libraryPath, setId)}, line ${journal.fault.line}`,
      remedy: 'Restore curation.jsonl from a backup.',
    });
  }
  const { decisions, revision } = foldCuration(journal.lines, options.upToRevision);
  const records = info.kind === 'real' ? (await readRegister(libraryPath)).latest(setId) : null;
  const at = options.at ?? new Date().toISOString();
  const consentOf = (identityName: string): ConsentRecord | null =>
    records?.get(identityName.trim().normalize('NFC')) ?? null;
  const isAllowed = new Map<string, boolean>();
  const mayUse = (identityName: string): boolean => {
    if (records === null) return true;
    let allowed = isAllowed.get(identityName);
    if (allowed === undefined) {
      const record = consentOf(identityName);
      allowed = record !== null && isConsentValid(record, purpose, at);
      isAllowed.set(identityName, allowed);
    }
    return allowed;
  };
  let excludedCount = 0;
  let withoutConsentCount = 0;
  const rows = (await readSampleRows(libraryPath, setId)).filter((row) => {
    if (decisions.get(row.id)?.decision === 'exclude') {
      excludedCount++;
      return false;
    }
    if (mayUse(row.identityName)) return true;
    withoutConsentCount++;
    return false;
  });
  return { info, rows, curationRevision: revision, excludedCount, withoutConsentCount, consentOf };
}
