import type { RunReport, TwinReport } from '@shared/domain/report';
import type { TarAtFar } from '@shared/domain/verification';
import { assertNever } from '@shared/lib/assertNever';
import { auditLines } from './auditText';
import { cardLines } from './cardText';
import { withdrawalLines } from './withdrawalText';
import { privacyLines } from './privacyText';
import { countText, durationText, percentText } from './texts';

/** A run's findings for people: every number with its unit, count and interval. */
export function reportText(summary: string, report: RunReport | null): string {
  return [summary, ...(report === null ? [] : lines(report))].join('\n');
}

function lines(report: RunReport): readonly string[] {
  switch (report.kind) {
    case 'train':
      return [
        `  ${countText(report.sampleCount)} samples of ${countText(report.classCount)} identities, ${countText(report.steps)} steps in ${durationText(report.durationMs)}${report.imagesPerSecond === null ? '' : ` (${report.imagesPerSecond.toFixed(1)} images/s)`}`,
        `  ${report.finalLoss === null ? '' : `final loss ${report.finalLoss.toFixed(3)}, `}${countText(report.parameterCount)} parameters`,
      ];
    case 'verify': {
      const { accuracy, eer, auc, tarAtFar, pairCount, personCount, foldCount } = report.result;
      return [
        `  on ${report.data.title}: ${countText(pairCount)} pairs of ${countText(personCount)} people`,
        `  accuracy ${percentText(accuracy.exact.mean)} ± ${(accuracy.exact.std * 100).toFixed(1)} over ${foldCount} folds${intervalText(accuracy.interval95)}`,
        `  EER ${percentText(eer.value)}${intervalText(eer.interval95)}   AUC ${auc.value.toFixed(4)}`,
        ...tarAtFar.map(tarText),
        ...(report.data.missing.length === 0
          ? []
          : [`  ${report.data.missing.length} pictures missing, ${report.data.droppedPairs} pairs dropped with them`]),
        ...report.cautions.map((caution) => `  caution: ${caution}`),
      ];
    }
    case 'prove':
      return [
        `  ${report.identical} of ${report.checked} samples rendered again are equal to the byte: ${report.verdict}`,
        ...report.different.slice(0, 20).map(({ path, reason }) => `  ${path}: ${reason}`),
      ];
    case 'twin':
      return twinLines(report);
    case 'card':
      return cardLines(report);
    case 'audit':
      return auditLines(report);
    case 'privacy':
      return privacyLines(report);
    case 'withdraw':
      return withdrawalLines(report);
    case 'doctor':
      return [];
    default:
      return assertNever(report);
  }
}

const intervalText = (interval: readonly [number, number] | null): string =>
  interval === null ? '' : ` (95 %: ${percentText(interval[0])} to ${percentText(interval[1])})`;

function tarText(entry: TarAtFar): string {
  const at = `  TAR at FAR ${entry.far}`;
  if (entry.status === 'measured') return `${at}: ${percentText(entry.tar)}${intervalText(entry.interval95)}`;
  return `${at}: not measurable, needs ${countText(entry.impostorsNeeded)} impostor pairs, there are ${countText(entry.impostorCount)}`;
}

function twinLines({ structure, agreement, strangers, notFitted, pairs }: TwinReport): readonly string[] {
  const { own, nearest, threshold } = strangers;
  return [
    `  ${countText(structure.samplesMade)} of ${countText(structure.samplesAsked)} samples, ${countText(structure.subjectsMade)} of ${countText(structure.subjectsAsked)} subjects; ${countText(structure.withoutConsent)} samples left out for want of consent, ${countText(structure.excluded)} excluded`,
    `  factors fitted again on ${countText(agreement.compared)} twins (median / 90 %):`,
    ...agreement.factors.map(
      ({ factor, unit, median, p90 }) => `    ${factor} ${median.toFixed(2)} / ${p90.toFixed(2)} ${unit}`,
    ),
    `  likeness to the original: median ${own.median.toFixed(3)}, most ${own.max.toFixed(3)}; to the nearest real sample: most ${nearest.max.toFixed(3)}; one person from ${threshold.toFixed(3)}: ${strangers.verdict === 'strangers' ? 'strangers' : `${countText(strangers.tooAlikeCount)} too alike`}`,
    ...(notFitted.length === 0 ? [] : [`  ${countText(notFitted.length)} pictures without a twin:`]),
    ...notFitted.slice(0, 20).map(({ ofSample, reason, detail }) => `    ${ofSample}: ${reason} (${detail})`),
    ...(pairs === null
      ? []
      : [
          `  ${countText(pairs.written)} of ${countText(pairs.asked)} pairs in ${pairs.file}, ${countText(pairs.missing.length)} pictures missing`,
        ]),
  ];
}
