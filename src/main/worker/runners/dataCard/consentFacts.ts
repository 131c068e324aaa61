import { CONSENT_PURPOSES, type ConsentRecord, isConsentValid } from '@shared/domain/consent';
import type { ConsentFacts } from '@shared/domain/papers/dataCardFacts';

/**
 * Counts what the consents of an export's subjects cover on a day; nothing that could name one of them comes out.
 * @param at ISO instant
 */
export function consentFacts(records: readonly ConsentRecord[], withoutConsent: number, at: string): ConsentFacts {
  const count = (isMeant: (record: ConsentRecord) => boolean): number => records.filter(isMeant).length;
  const days = (dayOf: (record: ConsentRecord) => string | null | undefined): string[] =>
    records.flatMap((record) => dayOf(record) ?? []).sort();
  const given = days(({ date }) => date);
  const notices = new Map<string, { version: string; sha256: string; subjects: number }>();
  for (const { notice } of records) {
    if (notice === undefined) continue;
    const key = `${notice.sha256} ${notice.version}`;
    const known = notices.get(key);
    if (known === undefined) notices.set(key, { ...notice, subjects: 1 });
    else known.subjects++;
  }
  return {
    subjects: records.length,
    byPurpose: CONSENT_PURPOSES.map((purpose) => ({
      purpose,
      subjects: count((record) => isConsentValid(record, purpose, at)),
    })),
    biometric: {
      agreed: count(({ biometric }) => biometric === true),
      refused: count(({ biometric }) => biometric === false),
      notRecorded: count(({ biometric }) => biometric === undefined),
    },
    notices: [...notices.values()].sort((a, b) => b.subjects - a.subjects || (a.version < b.version ? -1 : 1)),
    withoutNotice: count(({ notice }) => notice === undefined),
    withEvidence: count(({ evidence }) => evidence !== undefined),
    firstDate: given[0] ?? null,
    lastDate: given.at(-1) ?? null,
    firstExpiry: days(({ expiresOn }) => expiresOn)[0] ?? null,
    firstDestroyBy: days(({ retainUntil }) => retainUntil)[0] ?? null,
    withoutConsent,
  };
}
