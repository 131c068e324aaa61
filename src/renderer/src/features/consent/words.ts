import type { ConsentAlarm } from '@shared/domain/consents/alarms';

/** An alarm in a row of the table. */
export const ALARM_WORD: Readonly<Record<ConsentAlarm, string>> = {
  'kept-against-will': 'still kept',
  'retention-ended': 'keep no longer',
  expired: 'ended',
  'retention-ends-soon': 'destroy soon',
  'expires-soon': 'ends soon',
};

export const BIOMETRIC_WORD = (tick: boolean | null): string => (tick === null ? '–' : tick ? 'agreed' : 'refused');
