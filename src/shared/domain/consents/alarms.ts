import type { ConsentRecord } from '../consent';

/** What about a consent asks for somebody's attention, the most urgent first. */
export const CONSENT_ALARMS = [
  /** Withdrawn or refused, and pictures are still here. */
  'kept-against-will',
  'retention-ended',
  'expired',
  'retention-ends-soon',
  'expires-soon',
] as const;
export type ConsentAlarm = (typeof CONSENT_ALARMS)[number];

/** Days before an end from which it is announced. */
export const ALARM_DAYS = 30;
/** BIPA, 740 ILCS 14/15(a): destroyed within three years of the last interaction at the latest. */
export const RETENTION_YEARS = 3;

const DAY_MS = 86_400_000;

/** The day `days` after `day`; both YYYY-MM-DD. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/**
 * The last day on which to keep anything of a subject, to be suggested where none was agreed: three years after the record's day,
 * which is the last interaction that the register knows of, and not after the consent's end.
 */
export function suggestedRetention({ date, expiresOn }: Pick<ConsentRecord, 'date' | 'expiresOn'>): string {
  const [year, ...rest] = date.split('-');
  const sameDay = [String(Number(year) + RETENTION_YEARS).padStart(4, '0'), ...rest].join('-');
  // 29 February comes back only every fourth year.
  const longest = sameDay.endsWith('-02-29') ? sameDay.replace(/29$/, '28') : sameDay;
  return expiresOn !== undefined && expiresOn < longest ? expiresOn : longest;
}

/**
 * @param day today, YYYY-MM-DD
 * @param sampleCount pictures of the subject that are still in the set
 * @returns what is to be seen to, in the order of `CONSENT_ALARMS`; without pictures there is nothing to see to
 */
export function alarmsOf(record: ConsentRecord, day: string, sampleCount: number): ConsentAlarm[] {
  if (sampleCount === 0) return [];
  const soon = addDays(day, ALARM_DAYS);
  const { status, expiresOn, retainUntil } = record;
  const found = new Set<ConsentAlarm>();
  if (status === 'withdrawn' || status === 'refused') found.add('kept-against-will');
  if (retainUntil !== undefined) {
    if (retainUntil < day) found.add('retention-ended');
    else if (retainUntil <= soon) found.add('retention-ends-soon');
  }
  if (status === 'expired') found.add('expired');
  else if (status === 'given' && expiresOn !== undefined) {
    if (expiresOn < day) found.add('expired');
    else if (expiresOn <= soon) found.add('expires-soon');
  }
  return CONSENT_ALARMS.filter((alarm) => found.has(alarm));
}

export type AlarmCounts = Readonly<Partial<Record<ConsentAlarm, number>>>;

/** How many subjects each alarm concerns; alarms of nobody are left out. */
export function countAlarms(alarms: Iterable<readonly ConsentAlarm[]>): AlarmCounts {
  const counts: Partial<Record<ConsentAlarm, number>> = {};
  for (const of of alarms) for (const alarm of of) counts[alarm] = (counts[alarm] ?? 0) + 1;
  return counts;
}

const WORDS: Readonly<Record<ConsentAlarm, { readonly one: string; readonly many: string }>> = {
  'kept-against-will': {
    one: 'subject has withdrawn or refused, and pictures are still here',
    many: 'subjects have withdrawn or refused, and pictures are still here',
  },
  'retention-ended': {
    one: 'subject’s pictures should have been destroyed by now',
    many: 'subjects’ pictures should have been destroyed by now',
  },
  expired: { one: 'consent has ended', many: 'consents have ended' },
  'retention-ends-soon': {
    one: `subject’s pictures are to be destroyed within ${ALARM_DAYS} days`,
    many: `subjects’ pictures are to be destroyed within ${ALARM_DAYS} days`,
  },
  'expires-soon': { one: `consent ends within ${ALARM_DAYS} days`, many: `consents end within ${ALARM_DAYS} days` },
};

/** One sentence part per alarm, the most urgent first: `2 consents have ended`. */
export const alarmTexts = (counts: AlarmCounts): string[] =>
  CONSENT_ALARMS.flatMap((alarm) => {
    const count = counts[alarm] ?? 0;
    return count === 0 ? [] : [`${count} ${count === 1 ? WORDS[alarm].one : WORDS[alarm].many}`];
  });
