import type { SubjectView } from '@shared/contract/consentViews';
import type { ConsentStatus } from '@shared/domain/consent';
import type { ConsentAlarm } from '@shared/domain/consents/alarms';
import { expiringFirst } from '@shared/domain/consents/order';

export interface ConsentFilter {
  /** Part of a subject's name. */
  readonly text: string;
  readonly status: ConsentStatus | null;
  readonly alarm: ConsentAlarm | null;
}

export const NO_FILTER: ConsentFilter = { text: '', status: null, alarm: null };

/** The subjects that a filter leaves, what ends soonest first. */
export function filteredSubjects(subjects: readonly SubjectView[], filter: ConsentFilter): SubjectView[] {
  const wanted = filter.text.trim().normalize('NFC').toLowerCase();
  return subjects
    .filter(
      ({ subject, status, alarms }) =>
        (filter.status === null || status === filter.status) &&
        (filter.alarm === null || alarms.includes(filter.alarm)) &&
        (wanted === '' || subject.toLowerCase().includes(wanted)),
    )
    .sort(expiringFirst);
}
