import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PrivacyPair, PrivacyReport } from '@shared/domain/privacy';
import { useOutis } from '../../../client/outisContext';
import { useAction } from '../../../client/useAction';
import { useCuration } from '../../../client/useCuration';
import { useCurationSettings } from '../../../client/useCurationSettings';
import { useQuery } from '../../../client/useQuery';
import { useReviewer } from '../../../client/useReviewer';
import { ErrorPanel } from '../../../ui/ErrorPanel';
import { Panel } from '../../../ui/Panel';
import { DECISION_WORD } from '../../../ui/words';
import { PairCard } from './PairCard';
import classes from './Pairs.module.css';

/** The most alike pairs side by side; what is decided here goes into the set's journals at once. */
export function PairsPanel({ report }: { readonly report: PrivacyReport }): ReactNode {
  const { setId, pairs, against } = report;
  const { client, queries } = useOutis();
  const who = useReviewer();
  const [store, curation] = useCuration(setId);
  const { reasons } = useCurationSettings();
  const verdicts = useQuery('reviews.pairs', { setId }).data ?? [];
  const samples = [...new Set(pairs.map(({ sample }) => sample))];
  const deciders = useQuery('reviews.standing', { setId, samples }).data ?? [];
  const judge = useAction(async ({ sample, other, cosine }: PrivacyPair, isOn: boolean) => {
    const verdict = isOn ? 'false-alarm' : 'open';
    await client.call('reviews.judgePair', { setId, sample, other, verdict, cosine, who });
    queries.invalidate('reviews.pairs', 'reviews.get', 'privacy.changed', 'privacy.state');
  });
  const alarmOf = ({ sample, other }: PrivacyPair) =>
    verdicts.find(
      (one) => one.sample === sample && one.other.setId === other.setId && one.other.sampleId === other.sampleId,
    );
  const standingOf = (pair: PrivacyPair): string => {
    const { decision } = store.standingOf(pair.sample);
    const alarm = alarmOf(pair);
    const decider = deciders.find(({ sample }) => sample === pair.sample);
    const parts = [
      ...(alarm === undefined ? [] : [`false alarm · ${alarm.who}`]),
      ...(decision === 'undecided'
        ? []
        : [decider?.decision === decision ? `${DECISION_WORD[decision]} · ${decider.who}` : DECISION_WORD[decision]]),
    ];
    return parts.length === 0 ? 'not judged' : parts.join(', ');
  };
  return (
    <Panel title="2. The most alike pairs">
      {judge.error !== undefined && <ErrorPanel error={judge.error} onClose={judge.clear} />}
      {pairs.length === 0 ? (
        <Text size="sm" c="dimmed">
          None: no real set was searched.
        </Text>
      ) : (
        <ul className={classes.pairs} data-testid="privacy-pairs">
          {pairs.map((pair) => (
            <PairCard
              key={pair.sample}
              setId={setId}
              pair={pair}
              realName={against.find((one) => one.setId === pair.other.setId)?.name ?? ''}
              standing={standingOf(pair)}
              decision={store.standingOf(pair.sample).decision}
              isFalseAlarm={alarmOf(pair) !== undefined}
              isDisabled={!curation.isLoaded || curation.readOnlyReason !== null}
              reasons={reasons}
              onDecide={(decision, reason) => store.decide([pair.sample], decision, reason, who)}
              onFalseAlarm={(isOn) => judge.run(pair, isOn)}
            />
          ))}
        </ul>
      )}
    </Panel>
  );
}
