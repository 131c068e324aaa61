import { ActionIcon, Loader, Stack, Switch, Text, Tooltip } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { sampleUrl } from '@shared/contract/addresses';
import type { PairVerdictView, StandingView } from '@shared/contract/reviewViews';
import type { SetSummary } from '@shared/contract/views';
import { isOfRealPeople } from '@shared/domain/declaredSynthetic';
import type { Decision } from '@shared/domain/curation';
import { formatRoute } from '../../client/route';
import { ScoreState } from '../../client/scores/ScoreState';
import { useCuration } from '../../client/useCuration';
import { useQuery } from '../../client/useQuery';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { FaceImage } from '../../ui/FaceImage';
import { DECISION_WORD } from '../../ui/words';
import { falseAlarmOf } from './useNearestPairs';
import type { NearestPair, PairsState } from './useNearestPairs';
import classes from './Compare.module.css';

/** The name stands there as soon as the journal has the decision that is on screen. */
const decidedBy = (decision: Decision, standing: StandingView | undefined): string =>
  standing?.decision === decision ? `${DECISION_WORD[decision]} · ${standing.who}` : DECISION_WORD[decision];

/** The most alike pairs, one line each: both faces, the cosine, what was decided and by whom. */
export function PairsList(props: {
  readonly left: SetSummary;
  readonly right: SetSummary;
  readonly pairs: PairsState;
  readonly verdicts: readonly PairVerdictView[];
  readonly shown: NearestPair | null;
  readonly onShow: (pair: NearestPair) => void;
}): ReactNode {
  const { left, right, pairs, verdicts, shown, onShow } = props;
  const [hidesJudged, setHidesJudged] = useState(false);
  const [store] = useCuration(right.id);
  const samples = pairs.state === 'ready' ? [...new Set(pairs.pairs.map(({ sample }) => sample))] : [];
  const deciders = useQuery('reviews.standing', { setId: right.id, samples }).data ?? [];
  switch (pairs.state) {
    case 'loading':
      return <Loader size="sm" m="md" aria-label="Looking for pairs" />;
    case 'failed':
      return <ErrorPanel error={pairs.error} />;
    case 'not-computed':
      return (
        <Stack gap="xs" p="xs" align="flex-start" data-testid="pairs-not-computed">
          <Text size="sm" c="dimmed">
            Not computed. {pairs.why}
          </Text>
          {isOfRealPeople(left) && <ScoreState setId={right.id} />}
        </Stack>
      );
    case 'ready':
      break;
  }
  const listed = hidesJudged
    ? pairs.pairs.filter(
        (pair) =>
          falseAlarmOf(verdicts, left.id, pair) === null && store.standingOf(pair.sample).decision === 'undecided',
      )
    : pairs.pairs;
  const isAlarm = (pair: NearestPair): boolean => pair.cosine >= pairs.samePersonFrom;
  return (
    <Stack gap={6} mih={0}>
      <Text size="xs" c="dimmed" px={4}>
        Cosine by {pairs.judge}; from {pairs.samePersonFrom.toFixed(2)} it takes two pictures for one person (
        {pairs.pairs.filter(isAlarm).length} here).
      </Text>
      <Switch
        size="xs"
        px={4}
        label="Only those not yet judged"
        checked={hidesJudged}
        onChange={(event) => setHidesJudged(event.currentTarget.checked)}
      />
      {listed.length === 0 && (
        <Text size="sm" c="dimmed" p="xs">
          {pairs.pairs.length === 0 ? 'No sample is nearest to a picture of this set.' : 'All are judged.'}
        </Text>
      )}
      <div className={classes.pairs} role="list" aria-label="Nearest pairs">
        {listed.map((pair) => {
          const alarm = falseAlarmOf(verdicts, left.id, pair);
          const { decision } = store.standingOf(pair.sample);
          return (
            <div key={`${pair.sample} ${pair.other}`} role="listitem" className={classes.pairLine}>
              <button
                type="button"
                className={classes.pairRow}
                aria-current={shown?.sample === pair.sample && shown.other === pair.other}
                aria-label={`Pair ${pair.other} and ${pair.sample}`}
                onClick={() => onShow(pair)}
              >
                <span className={classes.thumb} data-kind={left.kind}>
                  <FaceImage src={sampleUrl(left.id, pair.other)} alt="" />
                </span>
                <span className={classes.thumb} data-kind={right.kind}>
                  <FaceImage src={sampleUrl(right.id, pair.sample)} alt="" />
                </span>
                <span className={classes.pairWords}>
                  <b className="tabular" data-alarm={isAlarm(pair)}>
                    {pair.cosine.toFixed(3)}
                  </b>
                  <small>
                    {alarm !== null
                      ? `false alarm · ${alarm.who}`
                      : decision === 'undecided'
                        ? 'not judged'
                        : decidedBy(
                            decision,
                            deciders.find(({ sample }) => sample === pair.sample),
                          )}
                  </small>
                </span>
              </button>
              <Tooltip label="Show the right one in the gallery">
                <ActionIcon
                  component="a"
                  variant="subtle"
                  href={formatRoute({ page: 'gallery', setId: right.id, sampleId: pair.sample })}
                  aria-label={`Show ${pair.sample} in the gallery`}
                >
                  <IconPhoto size={16} />
                </ActionIcon>
              </Tooltip>
            </div>
          );
        })}
      </div>
    </Stack>
  );
}
