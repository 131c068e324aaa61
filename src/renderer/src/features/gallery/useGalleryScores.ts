import { useEffect, useRef } from 'react';
import type { SetId } from '@shared/domain/ids';
import type { ScoreInfo, ScoreStatus } from '@shared/domain/scores';
import type { FailureDetail } from '@shared/lib/failure';
import type { SampleTable } from '../../client/samples/sampleTable';
import { useColumns, useScores } from '../../client/samples/useColumns';
import { EVERYTHING } from '../../client/samples/viewQuery';
import type { ViewQuery } from '../../client/samples/viewQuery';

export interface GalleryScores {
  /** Of every scorer of the set; empty while not known. */
  readonly statuses: readonly ScoreStatus[];
  /** The other sets that relations point into. */
  readonly against: ScoreInfo['against'];
  readonly error: FailureDetail | undefined;
}

const NONE: readonly ScoreStatus[] = [];
const OUTLIERS_BY = 'judge.consistency';

/** Brings a set's scores into its table. A gallery that nobody has touched yet then shows the outliers of each identity first. */
export function useGalleryScores(
  setId: SetId,
  table: SampleTable,
  /** null: not known yet. */
  known: readonly ScoreStatus[] | null,
  query: ViewQuery,
  setQuery: (query: ViewQuery) => void,
  /** Whether a face was chosen already: who has begun keeps the order. */
  hasPicked: { readonly current: boolean },
): GalleryScores {
  const statuses = known ?? NONE;
  // Scores made anew have another job behind them. Until that is known they are not fetched, or they would be fetched twice.
  const made = statuses.map(({ state, info }) => `${state} ${info?.jobId ?? ''} ${info?.scored ?? 0}`).join(',');
  const { error } = useScores(table, setId, known === null ? null : made);
  const columns = useColumns(table);
  const isUntouched = useRef(true);
  if (query !== EVERYTHING) isUntouched.current = false;
  const hasOutliers = columns.some(({ name }) => name === OUTLIERS_BY);
  useEffect(() => {
    if (hasOutliers && isUntouched.current && !hasPicked.current) setQuery({ ...EVERYTHING, sortBy: OUTLIERS_BY });
    // Once, when they come; what the person chooses later stands.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [hasOutliers]);
  const against = statuses.find(({ scorer }) => scorer === 'relations')?.info?.against ?? [];
  return { statuses, against, error };
}
