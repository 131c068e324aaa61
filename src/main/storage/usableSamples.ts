import type { ConsentPurpose, ConsentRecord } from '@shared/domain/consent';
import { foldCuration } from '@shared/domain/curationState';
import type { SetId } from '@shared/domain/ids';
import type { SampleRow } from '@shared/domain/sample';
import type { SetInfo } from '@shared/domain/setInfo';
import { Failure } from '@shared/lib/failure';
import { readConsents } from './consentsInForce';
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
  /** Why the clock was not believed when consent was asked for, or null. */
  readonly clockFault: string | null;
  /** The record in force for a real set's subject. */
  consentOf(identityName: string): ConsentRecord | null;
}

export interface UsableOptions {
  /** Decisions up to this revision count; absent means all. A run that is resumed gives the one it began with. */
  readonly upToRevision?: number;
  /** What the clock says, as ISO instant; the system's when absent. Never believed to be before the library's own logs. */
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
  const consents = info.kind === 'real' ? await readConsents(libraryPath, setId, options.at) : null;
  const consentOf = (identityName: string): ConsentRecord | null => consents?.recordOf(identityName) ?? null;
  const isAllowed = new Map<string, boolean>();
  const mayUse = (identityName: string): boolean => {
    if (consents === null) return true;
    const allowed = isAllowed.get(identityName) ?? consents.allows(identityName, purpose);
    isAllowed.set(identityName, allowed);
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
  const clockFault = consents?.clockFault ?? null;
  return { info, rows, curationRevision: revision, excludedCount, withoutConsentCount, clockFault, consentOf };
}
