import type { SetSummary } from '@shared/contract/views';
import type { RequestedBalance } from '@shared/domain/balance';
import { isOfRealPeople } from '@shared/domain/declaredSynthetic';
import { SetId } from '@shared/domain/ids';
import type { Cli } from '../cli';
import type { FinishedJob } from '../followJob';
import type { Session } from '../session';
import { countText, sizeText, tableText } from '../texts';

const HEADING = [
  'name',
  'id',
  'origin',
  'identities',
  'samples',
  'size',
  'kept',
  'excluded',
  'to see',
  'state',
] as const;

/** Real people's data is never called anything else, nor anything else plainly synthetic. */
const originText = (set: SetSummary): string =>
  set.kind === 'syn' ? 'synthetic' : isOfRealPeople(set) ? 'real people' : 'declared synthetic';

export function setTable(sets: readonly SetSummary[]): string {
  const rows = sets.map((set) => {
    const { name, id, counts, review, state, faults } = set;
    return [
      name,
      id,
      originText(set),
      countText(counts.identities),
      countText(counts.samples),
      sizeText(counts.sizeBytes),
      countText(review.kept),
      countText(review.excluded),
      countText(review.undecided),
      faults.length === 0 ? state : `${state}, ${faults.length} faults`,
    ];
  });
  return tableText(HEADING, rows);
}

/** What was requested of the identities, beside what the recipe's proportions give. */
export const balanceText = ({ sex, leadingAncestry, ageYears }: RequestedBalance): string =>
  tableText(
    ['requested', 'identities', 'target'],
    [...sex, ...leadingAncestry, ...ageYears].map(({ group, target, achieved }) => [
      group,
      countText(achieved),
      countText(target),
    ]),
  );

/** What a generate or import job made, and for imports what it did not take. */
export async function setResult(cli: Cli, session: Session, command: string, job: FinishedJob): Promise<void> {
  const setId = SetId.parse(job.outcome.setId);
  const { summary, requestedBalance } = await session.call('set.get', { setId });
  const issues = summary.kind === 'real' ? await session.call('import.issues', { setId }) : [];
  const refused = issues
    .slice(0, 20)
    .map(({ path, reason, detail }) => `  ${path}: ${reason}${detail === '' ? '' : ` (${detail})`}`);
  const more = issues.length > 20 ? [`  and ${issues.length - 20} more: outis set show ${setId} --json`] : [];
  const text = [
    job.outcome.summary,
    setTable([summary]),
    ...(requestedBalance === null ? [] : [balanceText(requestedBalance)]),
    ...(issues.length === 0 ? [] : [`${countText(issues.length)} pictures were not taken:`, ...refused, ...more]),
  ].join('\n');
  cli.output.result(
    command,
    { jobId: job.id, durationMs: job.durationMs, set: summary, requestedBalance, issues },
    text,
  );
}
