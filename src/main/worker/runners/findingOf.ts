import type { JobOutcome } from '@shared/domain/jobState';
import type { ProveReport, TwinReport } from '@shared/domain/report';

type Finding = Pick<JobOutcome, 'finding'>;

/** What a verdict means for whoever waits for the job; good ones need no word. */
const FINDINGS: Readonly<Record<ProveReport['verdict'] | TwinReport['strangers']['verdict'], Finding>> = {
  proven: {},
  refuted: { finding: 'bad' },
  'not-comparable': { finding: 'unclear' },
  strangers: {},
  'too-alike': { finding: 'bad' },
};

type Judged =
  | Pick<ProveReport, 'kind' | 'verdict'>
  | (Pick<TwinReport, 'kind'> & { readonly strangers: Pick<TwinReport['strangers'], 'verdict'> });

/** The part of a job's outcome that its report's verdict gives. */
export const findingOf = (report: Judged): Finding =>
  FINDINGS[report.kind === 'prove' ? report.verdict : report.strangers.verdict];
