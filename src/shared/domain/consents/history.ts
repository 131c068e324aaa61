import { CONSENT_PURPOSES, type ConsentPurpose, type ConsentRecord } from '../consent';

/** What a subject's earlier records say that a later one must not forget. */
export interface SubjectHistory {
  /** Written last. */
  readonly inForce: ConsentRecord;
  /** Purposes that were taken back and not given again since, with the day on which they were. */
  readonly takenBack: ReadonlyMap<ConsentPurpose, string>;
}

/** The register of one set, folded for comparing a file or an edit with it. */
export interface RegisterHistory {
  /** By subject (NFC). */
  readonly subjects: ReadonlyMap<string, SubjectHistory>;
  /** SHA-256 of each notice version that some record names. */
  readonly notices: ReadonlyMap<string, string>;
  /** SHA-256 of each evidence file that some record names. */
  readonly evidence: ReadonlyMap<string, string>;
}

const given = (record: ConsentRecord): readonly ConsentPurpose[] => (record.status === 'given' ? record.purposes : []);

/**
 * A purpose is taken back by a withdrawal or a refusal, and by a later-dated consent that no longer names it; a consent of a later
 * day gives it again.
 */
function takeBack(before: SubjectHistory | undefined, record: ConsentRecord): ReadonlyMap<ConsentPurpose, string> {
  const takenBack = new Map(before?.takenBack);
  if (record.status === 'withdrawn') for (const purpose of CONSENT_PURPOSES) setLater(takenBack, purpose, record.date);
  const allowed = given(record);
  for (const purpose of before === undefined ? [] : given(before.inForce)) {
    if (!allowed.includes(purpose) && before !== undefined && record.date > before.inForce.date)
      setLater(takenBack, purpose, record.date);
  }
  for (const purpose of allowed) {
    const day = takenBack.get(purpose);
    if (day !== undefined && record.date > day) takenBack.delete(purpose);
  }
  return takenBack;
}

function setLater(days: Map<ConsentPurpose, string>, purpose: ConsentPurpose, day: string): void {
  const known = days.get(purpose);
  if (known === undefined || day > known) days.set(purpose, day);
}

/** @param records of one set, oldest first */
export function foldRegister(records: Iterable<ConsentRecord>): RegisterHistory {
  const subjects = new Map<string, SubjectHistory>();
  const notices = new Map<string, string>();
  const evidence = new Map<string, string>();
  for (const record of records) {
    subjects.set(record.subject, {
      inForce: record,
      takenBack: takeBack(subjects.get(record.subject), record),
    });
    if (record.notice !== undefined) notices.set(record.notice.version, record.notice.sha256);
    if (record.evidence !== undefined) evidence.set(record.evidence.file, record.evidence.sha256);
  }
  return { subjects, notices, evidence };
}
