import { Button, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Scorer } from '@shared/domain/scores';
import { useOutis } from '../../client/outisContext';
import { startJob } from '../../client/startJob';
import { useAction } from '../../client/useAction';
import type { Gallery } from './useGallery';
import classes from './Gallery.module.css';

const SCORER_WORD: Readonly<Record<Scorer, string>> = {
  image: 'Pixel scores',
  face: 'Face scores',
  judge: 'Embeddings',
  relations: 'Relations',
};

/** What is not scored, or no longer holds, with the button that computes it. Nothing while all scores are fresh. */
export function ScoreState(props: { readonly gallery: Gallery }): ReactNode {
  const { gallery } = props;
  const outis = useOutis();
  const start = useAction(async () => {
    await startJob(outis, { kind: 'score', setId: gallery.setId });
  });
  const { statuses } = gallery.scores;
  const stale = statuses.filter(({ state }) => state === 'stale');
  const open = statuses.filter(({ state }) => state === 'absent' || state === 'partial');
  if (stale.length === 0 && open.length === 0) return null;
  const isNothing = statuses.every(({ state }) => state === 'absent');
  return (
    <section aria-label="Scores" className={classes.scoreState} data-testid="score-state">
      {isNothing ? (
        <>
          <Title order={3}>Scores</Title>
          <Text size="xs" c="dimmed">
            Not computed. Sharpness, face, likeness and nearest faces of every sample, to see the worst first.
          </Text>
        </>
      ) : (
        <>
          {stale.map(({ scorer, reason }) => (
            <Text size="xs" key={scorer}>
              <IconAlertTriangle size={12} aria-hidden="true" /> <b>{SCORER_WORD[scorer]}: stale,</b> not shown.{' '}
              {reason}
            </Text>
          ))}
          {open.length > 0 && (
            <Text size="xs" c="dimmed">
              Not computed: {open.map(({ scorer }) => SCORER_WORD[scorer].toLowerCase()).join(', ')}.
            </Text>
          )}
        </>
      )}
      <Button size="compact-xs" variant="light" loading={start.isRunning} onClick={start.run}>
        {stale.length > 0 ? 'Score again' : 'Compute scores'}
      </Button>
      {start.error !== undefined && (
        <Text size="xs" c="var(--o-exclude)" role="alert">
          {start.error.message} {start.error.remedy}
        </Text>
      )}
    </section>
  );
}
