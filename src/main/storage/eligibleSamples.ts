import { isConsentValid, type ConsentPurpose } from '@shared/domain/consent';
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

export interface EligibleSamples {
  readonly info: SetInfo;
  /** Revision of the journal that decided; pin it in whatever is made from these samples. */
  readonly revision: number;
  /** Kept and undecided samples whose subject consents to the purpose, in table order. */
  readonly rows: readonly SampleRow[];
  readonly excludedCount: number;
  /** Samples left out because consent for this purpose does not hold today. */
  readonly withoutConsentCount: number;
}

export interface EligibleQuery {
  readonly purpose: ConsentPurpose;
  /** ISO 8601 instant at which consent is judged. */
  readonly at: string;
  /** Judge by the journal as it stood at this revision; the latest when left out. */
  readonly revision?: number;
}

/**
 * Which samples of a set may be used for a purpose: the one rule that training, verification and export share.
 * @throws Failure not-found, io; conflict while the set is not complete; corrupt-data when the journal cannot be trusted, because
 * exclusions may be missing then.
 */
export async function readEligibleSamples(
  libraryPath: string,
  setId: SetId,
  { purpose, at, revision }: EligibleQuery,
): Promise<EligibleSamples> {
  const info = await readSetInfo(libraryPath, setId);
  if (info.state !== 'complete') {
    throw new Failure({
      code: 'conflict',
      message: `The set ${info.name} is not complete yet.`,
      remedy: 'Let its job finish, or resume it, and try again.',
    });
  }
  const journal = await readJournal(libraryPath, setId);
  if (journal.fault !== null) {
    throw new Failure({
      code: 'corrupt-data',
      message: `The decisions on ${info.name} cannot be trusted: ${journal.fault.message}.`,
      place: `${curationFile(libraryPath, setId)}, line ${journal.fault.line}`,
      remedy: 'Restore curation.jsonl from a backup.',
    });
  }
  const curation = foldCuration(journal.lines, revision);
  const consents = info.kind === 'real' ? (await readRegister(libraryPath)).latest(setId) : null;
  const rows: SampleRow[] = [];
  let excludedCount = 0;
  let withoutConsentCount = 0;
  for (const row of await readSampleRows(libraryPath, setId)) {
    const consent = consents?.get(row.identityName.normalize('NFC'));
    if (consents !== null && (consent === undefined || !isConsentValid(consent, purpose, at))) withoutConsentCount++;
    else if (curation.decisions.get(row.id)?.decision === 'exclude') excludedCount++;
    else rows.push(row);
  }
  return { info, revision: curation.revision, rows, excludedCount, withoutConsentCount };
}
