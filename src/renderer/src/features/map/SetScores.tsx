import { Text } from '@mantine/core';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import type { SetId } from '@shared/domain/ids';
import { ScoreState } from '../../client/scores/ScoreState';
import { useScoreStatus } from '../../client/scores/useScoreStatus';
import classes from './Map.module.css';

/** Says that a set must be scored before it can be on a map, with the button for it; nothing where the judge has seen it. */
export function SetScores(props: { readonly set: SetSummary; readonly onJudged: (setId: SetId) => void }): ReactNode {
  const { set, onJudged } = props;
  const { statuses } = useScoreStatus(set.id);
  const state = statuses.find(({ scorer }) => scorer === 'judge')?.state;
  const isJudged = state === 'fresh' || state === 'partial';
  useEffect(() => {
    if (isJudged) onJudged(set.id);
  }, [isJudged, set.id, onJudged]);
  if (state === undefined || isJudged) return null;
  return (
    <div className={classes.scores}>
      <Text size="sm" fw={600}>
        The map needs scores of {set.name}
      </Text>
      <ScoreState setId={set.id} />
    </div>
  );
}
