import type { ConsentHistoryLine, ConsentPreview, SubjectView } from '@shared/contract/consentViews';
import type { ConsentRecord } from '@shared/domain/consent';
import { alarmTexts, countAlarms } from '@shared/domain/consents/alarms';
import { contradictionText, differences } from '@shared/domain/consents/changes';
import { expiringFirst } from '@shared/domain/consents/order';
import { countText, tableText } from './texts';

const tick = (value: boolean | null): string => (value === null ? 'not recorded' : value ? 'agreed' : 'refused');
const listed = (words: readonly string[]): string => (words.length === 0 ? 'nothing' : words.join(', '));

/** Subjects, what ends soonest first. */
export const subjectTable = (subjects: readonly SubjectView[]): string =>
  tableText(
    ['subject', 'samples', 'status', 'since', 'until', 'keep until', 'allowed today', 'to see to'],
    [...subjects]
      .sort(expiringFirst)
      .map(({ subject, sampleCount, status, date, expiresOn, retainUntil, allowedToday, alarms }) => [
        subject,
        countText(sampleCount),
        status,
        date ?? '',
        expiresOn ?? '',
        retainUntil ?? '',
        listed(allowedToday),
        alarms.join(', '),
      ]),
  );

/** One subject's record, a field a line. */
export function recordText(view: SubjectView): string {
  const { notice, evidence } = view;
  return [
    `${view.subject}: ${view.status}${view.date === null ? '' : ` since ${view.date}`}, ${countText(view.sampleCount)} pictures`,
    `purposes: ${listed(view.purposes)}; allowed today: ${listed(view.allowedToday)}`,
    `biometric processing: ${tick(view.biometric)}`,
    `until: ${view.expiresOn ?? 'no end agreed'}; pictures kept until: ${view.retainUntil ?? 'not agreed'}`,
    `channel: ${view.channel ?? 'not recorded'}; document: ${view.document ?? ''}`,
    `notice: ${notice === null ? 'not recorded' : `${notice.version}, SHA-256 ${notice.sha256}`}`,
    `evidence: ${evidence === null ? 'not recorded' : `${evidence.file}, SHA-256 ${evidence.sha256}`}`,
    ...alarmTexts(countAlarms([view.alarms])).map((alarm) => `alarm: ${alarm}`),
  ].join('\n');
}

const changeText = (before: ConsentRecord | null, after: ConsentRecord): string =>
  before === null
    ? after.status
    : differences(before, after)
        .map(({ field, from, to }) => `${field}: ${from} → ${to}`)
        .join('; ');

/** A subject's register lines with what each changed, newest first. */
export const historyText = (history: readonly ConsentHistoryLine[]): string =>
  tableText(
    ['when', 'who', 'from', 'line', 'change'],
    history.map(({ at, who, source, line, reason, record }, index) => [
      `${at.slice(0, 10)} ${at.slice(11, 16)}`,
      who,
      source ?? 'entered',
      String(line),
      `${changeText(history[index + 1]?.record ?? null, record)}${reason === null ? '' : ` (${reason})`}`,
    ]),
  );

/** What a consent file would change: counts, then the contradictions in full, then the changes. */
export function changesText({ counts, changes, notInSet, notInFile }: ConsentPreview): string {
  const { added, changed, contradicting, unchanged } = counts;
  const lines = changes.map((change) => {
    const { kind, place, subject, before, after, contradictions } = change;
    const why = contradictions.map((what) => ` ${contradictionText(what, change)}`).join('');
    return `${kind}: ${subject}: ${changeText(before, after)}.${why} (${place})`;
  });
  const told = added + changed + contradicting - changes.length;
  return [
    `${countText(added)} added, ${countText(changed)} changed, ${countText(contradicting)} contradicting, ${countText(unchanged)} unchanged; ${countText(notInSet)} without pictures here, ${countText(notInFile)} subjects of the set not named`,
    ...lines,
    ...(told > 0 ? [`and ${countText(told)} more`] : []),
  ].join('\n');
}
