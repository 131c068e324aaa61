import { useEffect, useState } from 'react';
import { scoresTableUrl } from '@shared/contract/addresses';
import type { PairVerdictView } from '@shared/contract/reviewViews';
import type { SetSummary } from '@shared/contract/views';
import { isOfRealPeople } from '@shared/domain/declaredSynthetic';
import type { SampleId, SetId } from '@shared/domain/ids';
import { toFailureDetail } from '@shared/lib/failure';
import type { FailureDetail } from '@shared/lib/failure';
import type { SampleTable } from '../../client/samples/sampleTable';
import { EVERYTHING } from '../../client/samples/viewQuery';
import { useQuery } from '../../client/useQuery';

const COSINE = 'judge.nearestReal';
/** As many as a person looks through at one sitting. */
const MAX_PAIRS = 200;
/** Rows looked at for them: others may be nearer to a set that is not on the left. */
const MAX_LOOKED_AT = 2000;

export interface NearestPair {
  readonly sample: SampleId;
  readonly other: SampleId;
  readonly cosine: number;
}

export type PairsState =
  | { readonly state: 'loading' }
  | { readonly state: 'not-computed'; readonly why: string }
  | { readonly state: 'failed'; readonly error: FailureDetail }
  | {
      readonly state: 'ready';
      readonly pairs: readonly NearestPair[];
      readonly judge: string;
      readonly samePersonFrom: number;
    };

/** The samples of `right` that are most alike to one of `left`, most alike first. */
export function useNearestPairs(left: SetSummary, right: SetSummary, table: SampleTable | null): PairsState {
  const [state, setState] = useState<PairsState>({ state: 'loading' });
  const status = useQuery('score.status', { setId: right.id });
  const relations = status.data?.find(({ scorer }) => scorer === 'relations');
  const info = relations?.info ?? null;
  const setIndex = info?.against.findIndex(({ setId }) => setId === left.id) ?? -1;
  const judge = info?.judge ?? null;
  const isFresh = relations?.state === 'fresh';
  const fingerprint = `${info?.fingerprint ?? ''} ${info?.createdAt ?? ''}`;
  const whyNot = notComputed(left, right, relations?.state, relations?.reason ?? '', setIndex);
  const isAnswered = status.data !== undefined;
  const { error } = status;
  useEffect(() => {
    if (error !== undefined) {
      setState({ state: 'failed', error });
      return undefined;
    }
    if (!isAnswered || table === null) {
      setState({ state: 'loading' });
      return undefined;
    }
    if (!isFresh || setIndex < 0 || judge === null) {
      setState({ state: 'not-computed', why: whyNot });
      return undefined;
    }
    let isCurrent = true;
    findPairs(table, right.id, setIndex).then(
      (pairs) =>
        isCurrent && setState({ state: 'ready', pairs, judge: judge.key, samePersonFrom: judge.samePersonFrom }),
      (thrown: unknown) => isCurrent && setState({ state: 'failed', error: toFailureDetail(thrown) }),
    );
    return () => {
      isCurrent = false;
    };
    // The fingerprint stands for the judge and the list of sets.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [table, right.id, setIndex, isFresh, isAnswered, whyNot, fingerprint, error]);
  return state;
}

function notComputed(
  left: SetSummary,
  right: SetSummary,
  state: string | undefined,
  reason: string,
  setIndex: number,
): string {
  if (!isOfRealPeople(left)) return 'Pairs are sought among real people: choose a consented real set on the left.';
  if (state === 'stale') return `The scores of “${right.name}” are stale. ${reason}`;
  if (state === 'fresh' && setIndex < 0) return `“${right.name}” was scored without “${left.name}”.`;
  return `“${right.name}” has not been held against real pictures yet.`;
}

async function findPairs(table: SampleTable, setId: SetId, setIndex: number): Promise<NearestPair[]> {
  if (!(await table.loadScores(scoresTableUrl(setId)))) return [];
  const { order } = await table.view({ ...EVERYTHING, sortBy: COSINE, isDescending: true, isGrouped: false });
  const pairs: NearestPair[] = [];
  for (const row of order.subarray(0, MAX_LOOKED_AT)) {
    const { numbers, neighbours } = await table.detail(row);
    const cosine = numbers.get(COSINE) ?? NaN;
    if (Number.isNaN(cosine) || pairs.length === MAX_PAIRS) break;
    const nearest = neighbours.get('nearestReal');
    if (nearest?.set === setIndex) pairs.push({ sample: table.idOf(row), other: nearest.id, cosine });
  }
  return pairs;
}

/** Who called a pair a false alarm, or null. */
export const falseAlarmOf = (
  verdicts: readonly PairVerdictView[],
  otherSet: SetId,
  pair: NearestPair,
): PairVerdictView | null =>
  verdicts.find(
    ({ sample, other }) => sample === pair.sample && other.setId === otherSet && other.sampleId === pair.other,
  ) ?? null;
