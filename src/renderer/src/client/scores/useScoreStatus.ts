import type { SetId } from '@shared/domain/ids';
import type { JobRecord } from '@shared/domain/jobState';
import { isEnded } from '@shared/domain/jobState';
import type { ScoreStatus } from '@shared/domain/scores';
import type { FailureDetail } from '@shared/lib/failure';
import { useJobs } from '../useJobs';
import { useQuery } from '../useQuery';

/** Where a set stands as a whole: the worst of its scorers. */
export type ScoringState = 'unknown' | 'absent' | 'partial' | 'stale' | 'fresh';

export interface ScoreOverview {
  /** Of every scorer; empty while not known. */
  readonly statuses: readonly ScoreStatus[];
  readonly state: ScoringState;
  /** Why scores are stale, each reason once. */
  readonly reasons: readonly string[];
  /** The job that scores this set now, or waits to. */
  readonly job: JobRecord | null;
  readonly error: FailureDetail | undefined;
}

export function overviewOf(statuses: readonly ScoreStatus[]): Pick<ScoreOverview, 'state' | 'reasons'> {
  const reasons = [...new Set(statuses.flatMap(({ state, reason }) => (state === 'stale' ? [reason] : [])))];
  if (statuses.length === 0) return { state: 'unknown', reasons };
  if (statuses.every(({ state }) => state === 'absent')) return { state: 'absent', reasons };
  if (reasons.length > 0) return { state: 'stale', reasons };
  return { state: statuses.every(({ state }) => state === 'fresh') ? 'fresh' : 'partial', reasons };
}

/** What there is of a set's scores, whether it still holds, and the job that makes it. */
export function useScoreStatus(setId: SetId): ScoreOverview {
  const { data: statuses = [], error } = useQuery('score.status', { setId });
  const { records } = useJobs();
  const job = records.find(({ spec, state }) => spec.kind === 'score' && spec.setId === setId && !isEnded(state));
  return { statuses, ...overviewOf(statuses), job: job ?? null, error };
}
