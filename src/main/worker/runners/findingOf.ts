import type { JobOutcome } from '@shared/domain/jobState';
import type { AuditReport } from '@shared/domain/audit/auditReport';
import type { ProveReport, TwinReport } from '@shared/domain/report';

type Finding = Pick<JobOutcome, 'finding'>;
type Verdict = ProveReport['verdict'] | TwinReport['strangers']['verdict'] | AuditReport['verdict'];

/** What a verdict means for whoever waits for the job; good ones need no word. */
const FINDINGS: Readonly<Record<Verdict, Finding>> = {
  proven: {},
  refuted: { finding: 'bad' },
  'not-comparable': { finding: 'unclear' },
  strangers: {},
  'too-alike': { finding: 'bad' },
  passed: {},
  caution: {},
  failed: { finding: 'bad' },
};

type Judged =
  | Pick<ProveReport | AuditReport, 'kind' | 'verdict'>
  | (Pick<TwinReport, 'kind'> & { readonly strangers: Pick<TwinReport['strangers'], 'verdict'> });

/** The part of a job's outcome that its report's verdict gives. */
export const findingOf = (report: Judged): Finding =>
  FINDINGS[report.kind === 'twin' ? report.strangers.verdict : report.verdict];
