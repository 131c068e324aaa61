import type { ExportCheck } from '@shared/contract/exportViews';
import type { SetSummary } from '@shared/contract/views';
import type { AlarmCounts } from '@shared/domain/consents/alarms';
import type { SetId } from '@shared/domain/ids';
import type { PrivacyState } from '@shared/domain/privacy';
import { signOffWords, type SignOffState } from '@shared/domain/reviews/signOff';
import type { KeyState } from '@shared/domain/signingKey';
import type { ExportDraft } from '../storage/exportDraft';

type Summary = Pick<SetSummary, 'id' | 'name' | 'review' | 'consent' | 'consentAlarms' | 'counts'>;

/** What the checks of one set are read from. */
export interface CheckedSet {
  readonly summary: Summary;
  readonly signOff: SignOffState;
  readonly privacy: PrivacyState;
}

const count = (value: number): string => value.toLocaleString('en-GB');

const check = (
  what: ExportCheck['what'],
  isOk: boolean,
  text: string,
  about: { readonly setId?: SetId; readonly runId?: ExportCheck['runId'] } = {},
): ExportCheck => ({ what, state: isOk ? 'ok' : 'note', text, setId: about.setId ?? null, runId: about.runId ?? null });

function reviewCheck({ id, name, review }: Summary): ExportCheck {
  const { undecided } = review;
  return undecided === 0
    ? check('review', true, `“${name}”: every sample was looked at`, { setId: id })
    : check('review', false, `“${name}”: ${count(undecided)} samples were not looked at`, { setId: id });
}

/** One that is void or cannot be read is a caution of the plan already. */
function signOffChecks({ id, name }: Summary, signOff: SignOffState): ExportCheck[] {
  if (signOff.state === 'none') return [check('sign-off', false, `“${name}” was not signed off`, { setId: id })];
  if (signOff.state === 'valid') return [check('sign-off', true, `“${name}”: ${signOffWords(signOff)}`, { setId: id })];
  return [];
}

/** Synthetic sets are held against real people; a real set has no such report. */
function privacyChecks({ id, name, consent }: Summary, privacy: PrivacyState): ExportCheck[] {
  if (consent !== null) return [];
  switch (privacy.state) {
    case 'missing':
      return [check('privacy', false, `“${name}” has no privacy report`, { setId: id })];
    case 'stale':
      return [
        check('privacy', false, `“${name}”: the privacy report is out of date. ${privacy.reason}`, {
          setId: id,
          runId: privacy.runId,
        }),
      ];
    case 'fresh':
      return [
        check('privacy', true, `“${name}”: privacy report of ${privacy.createdAt.slice(0, 10)}`, {
          setId: id,
          runId: privacy.runId,
        }),
      ];
  }
}

const ALARM_WORDS: Readonly<Record<keyof AlarmCounts, string>> = {
  'kept-against-will': 'withdrew or refused and are still in the set',
  'retention-ended': 'were to be destroyed by now',
  expired: 'have a consent that has ended',
  'retention-ends-soon': 'are to be destroyed soon',
  'expires-soon': 'have a consent that ends soon',
};

function consentChecks({ id, name, consent, consentAlarms }: Summary): ExportCheck[] {
  if (consent === null) return [];
  const alarms = Object.entries(consentAlarms ?? {}) as [keyof AlarmCounts, number][];
  if (alarms.length === 0) return [check('consent', true, `“${name}”: consents need no attention`, { setId: id })];
  const words = alarms.map(([alarm, people]) => `${count(people)} ${ALARM_WORDS[alarm]}`);
  return [check('consent', false, `“${name}”: of its subjects ${words.join(', ')}`, { setId: id })];
}

function keyCheck({ own, fault }: KeyState): ExportCheck {
  if (fault !== null) return check('key', false, `The key cannot sign: ${fault.message} ${fault.remedy}`.trimEnd());
  if (own === null) return check('key', true, 'A key to sign with is made with the first export');
  return check('key', true, `Signed with key ${own.keyId}`);
}

/** What to look at before a set goes out; nothing here stops an export, that do the plan's problems. */
export function exportChecks(
  draft: ExportDraft,
  sets: readonly CheckedSet[],
  about: { readonly unmarkedReason: string | null; readonly key: KeyState },
): ExportCheck[] {
  const { freeBytes, sizeBytes } = draft;
  const mega = (bytes: number): string => `${count(Math.ceil(bytes / 1e6))} MB`;
  return [
    ...sets.flatMap(({ summary, signOff, privacy }) => [
      reviewCheck(summary),
      ...signOffChecks(summary, signOff),
      ...privacyChecks(summary, privacy),
      ...consentChecks(summary),
    ]),
    about.unmarkedReason === null
      ? check('marks', true, 'Each image is marked with where it comes from')
      : check('marks', false, `No image is marked: ${about.unmarkedReason}`),
    keyCheck(about.key),
    ...(freeBytes === null ? [] : [check('space', true, `About ${mega(sizeBytes)} of ${mega(freeBytes)} free`)]),
  ];
}
