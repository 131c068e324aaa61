import type { CardReport } from '@shared/domain/card';
import { PUBLISHED_COLUMNS, PUBLISHED_SETS, PUBLISHED_WARNING, publishedText } from '@shared/domain/publishedSets';
import type { Interval, TarAtFar } from '@shared/domain/verification';
import { countText, percentText, tableText } from './texts';

/** A quality card for people: every figure with what it rests on, then published sets, then what to be careful about. */
export function cardLines(report: CardReport): readonly string[] {
  const { separability, variety, nearestReal, counts, judge } = report;
  return [
    `  ${countText(counts.samples)} kept samples of ${countText(counts.identities)} identities; ${countText(counts.excluded)} excluded, ${countText(counts.mixed)} mixed, ${countText(counts.notJudged)} not judged`,
    ...(separability === null ? [] : separabilityLines(separability)),
    `  unique people ${countText(variety.uniquePeople)} of ${countText(counts.identities)} (${share(variety.uniqueness)}), samples true to their identity ${share(variety.consistency)}`,
    `  mean distance to the own centre ${number(variety.intraDistance)}, spread of distances within an identity ${number(variety.spread)}`,
    ...(nearestReal === null
      ? []
      : [
          `  nearest real picture (${nearestReal.sets.join(', ')}): median ${number(nearestReal.median)}, p99 ${number(nearestReal.p99)}, most ${number(nearestReal.max)}; ${countText(nearestReal.tooAlike)} above ${nearestReal.tooAlikeFrom.toFixed(3)}`,
          ...(nearestReal.realStrangers === null
            ? []
            : [
                `  two real strangers: median ${number(nearestReal.realStrangers.median)}, p99 ${number(nearestReal.realStrangers.p99)}, most ${number(nearestReal.realStrangers.max)}`,
              ]),
        ]),
    `  judge: ${judge.name}, trained on: ${judge.trainedOn}`,
    '',
    ...publishedLines(),
    ...report.cautions.map((caution) => `  caution: ${caution}`),
  ];
}

function separabilityLines(found: NonNullable<CardReport['separability']>): string[] {
  return [
    `  EER ${percentText(found.eer.value)}${rates(found.eer.interval95)}   FDR ${found.fdr.value.toFixed(2)}${plain(found.fdr.interval95)}   on ${countText(found.genuineCount)} genuine and ${countText(found.impostorCount)} impostor pairs of ${countText(found.people)} people`,
    ...found.tarAtFar.map(fnmrText),
  ];
}

function fnmrText(entry: TarAtFar): string {
  const at = `  FNMR at FMR ${percentText(entry.far)}`;
  if (entry.status === 'not-measurable')
    return `${at}: not measurable, needs ${countText(entry.impostorsNeeded)} impostor pairs, there are ${countText(entry.impostorCount)}`;
  const interval = entry.interval95;
  return `${at}: ${percentText(1 - entry.tar)}${interval === null ? '' : rates([1 - interval[1], 1 - interval[0]])}`;
}

function publishedLines(): string[] {
  const table = tableText(
    ['published set', ...PUBLISHED_COLUMNS.map(({ heading }) => heading)],
    PUBLISHED_SETS.map((set) => [
      set.name,
      ...PUBLISHED_COLUMNS.map(({ valueOf, digits }) => publishedText(valueOf(set), digits)),
    ]),
  );
  return [table, `  ${PUBLISHED_WARNING}`];
}

const share = (value: number | null): string => (value === null ? '–' : percentText(value));
const number = (value: number | null): string => (value === null ? '–' : value.toFixed(3));
const rates = (interval: Interval | null): string =>
  interval === null ? '' : ` (95 %: ${percentText(interval[0])} to ${percentText(interval[1])})`;
const plain = (interval: Interval | null): string =>
  interval === null ? '' : ` (95 %: ${interval[0].toFixed(2)} to ${interval[1].toFixed(2)})`;
