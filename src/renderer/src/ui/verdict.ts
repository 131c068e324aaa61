import { auditSummary } from '@shared/domain/audit/auditWords';
import type { JobRecord } from '@shared/domain/jobState';
import type { PrivacyReport } from '@shared/domain/privacy';
import type { RunReport } from '@shared/domain/report';
import { formatAmount, formatCount, formatNumber, formatPercent } from './format';
import { JOB_STATE_WORD } from './words';

/** A run's result in one line: numbers with what they rest on. */
export function verdictOf(record: JobRecord, report: RunReport | null): string {
  if (report === null) {
    return record.state.status === 'succeeded' ? record.state.outcome.summary : JOB_STATE_WORD[record.state.status];
  }
  switch (report.kind) {
    case 'train':
      return `final loss ${formatNumber(report.finalLoss)} · ${formatAmount(report.classCount, 'identity', 'identities')} · ${formatNumber(report.imagesPerSecond)} images/s`;
    case 'verify': {
      const { accuracy, pairCount, eer } = report.result;
      return `${formatPercent(accuracy.exact.mean)} ± ${(accuracy.exact.std * 100).toFixed(1)} · EER ${formatPercent(eer.value)} · ${formatCount(pairCount)} pairs`;
    }
    case 'prove':
      return `${report.verdict}: ${formatCount(report.identical)} of ${formatCount(report.checked)} identical`;
    case 'twin':
      return `${formatCount(report.structure.samplesMade)} of ${formatCount(report.structure.samplesAsked)} samples · ${report.strangers.verdict === 'strangers' ? 'strangers to all originals' : `${formatCount(report.strangers.tooAlikeCount)} too alike`}`;
    case 'card':
      return `${report.separability === null ? 'no pairs' : `EER ${formatPercent(report.separability.eer.value)}`} · ${formatCount(report.variety.uniquePeople)} of ${formatCount(report.counts.identities)} people told apart`;
    case 'audit':
      return auditSummary(report);
    case 'privacy':
      return privacyVerdict(report);
    case 'withdraw':
      return `${formatAmount(
        report.sets.reduce((sum, { samples }) => sum + samples.length, 0),
        'image',
        'images',
      )} erased · ${formatCount(report.exports.length + report.marked.length)} marked`;
    case 'doctor':
      return report.healthy ? 'healthy' : 'something is missing';
  }
}

function privacyVerdict({ nearestReal, duplicates }: PrivacyReport): string {
  if (nearestReal === null) return 'not held against real people';
  const copies = duplicates === null ? 0 : duplicates.exact + duplicates.near;
  return `nearest real p99 ${nearestReal.p99.toFixed(3)}, most ${nearestReal.max.toFixed(3)} · ${formatAmount(copies, 'double', 'doubles')} of real pictures`;
}

/** What a run is called where several are listed: by what it worked on, where its report says that. */
export function runTitle(record: JobRecord, report: RunReport | null): string {
  if (report?.kind === 'verify') return `${report.modelName} on ${report.data.title}`;
  if (report?.kind === 'prove') return `Proof of ${report.exportDir.split(/[\\/]/).at(-1) ?? report.exportDir}`;
  if (report?.kind === 'twin') return `${report.name}, twin of ${report.ofSetName}`;
  if (report?.kind === 'card') return `Quality of ${report.name}`;
  if (report?.kind === 'privacy') return `Privacy of ${report.exported?.name ?? report.name}`;
  if (report?.kind === 'audit') return `Audit of ${report.dataset.name}`;
  return record.title;
}
