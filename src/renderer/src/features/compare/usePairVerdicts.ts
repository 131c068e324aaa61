import type { PairVerdictView } from '@shared/contract/reviewViews';
import type { SetId } from '@shared/domain/ids';
import type { FailureDetail } from '@shared/lib/failure';
import { useOutis } from '../../client/outisContext';
import { useAction } from '../../client/useAction';
import { useQuery } from '../../client/useQuery';
import { useReviewer } from '../../client/useReviewer';
import type { NearestPair } from './useNearestPairs';

export interface PairVerdicts {
  readonly list: readonly PairVerdictView[];
  /** Records that a pair is a false alarm, or takes that back. */
  readonly judge: (pair: NearestPair, isFalseAlarm: boolean) => void;
  readonly isRunning: boolean;
  readonly error: FailureDetail | undefined;
  readonly clear: () => void;
}

/** False alarms among the pairs of two sets, by whom; they decide nothing about the samples. */
export function usePairVerdicts(left: SetId, right: SetId): PairVerdicts {
  const { client, queries } = useOutis();
  const who = useReviewer();
  const list = useQuery('reviews.pairs', { setId: right }).data ?? [];
  const { run, isRunning, error, clear } = useAction(async (pair: NearestPair, isFalseAlarm: boolean) => {
    await client.call('reviews.judgePair', {
      setId: right,
      sample: pair.sample,
      other: { setId: left, sampleId: pair.other },
      verdict: isFalseAlarm ? 'false-alarm' : 'open',
      cosine: pair.cosine,
      who,
    });
    queries.invalidate('reviews.pairs', 'reviews.get');
  });
  return { list, judge: run, isRunning, error, clear };
}
