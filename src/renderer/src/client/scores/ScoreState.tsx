import { Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SetId } from '@shared/domain/ids';
import type { JobRecord } from '@shared/domain/jobState';
import type { Scorer } from '@shared/domain/scores';
import { JobProgressBar } from '../../ui/JobProgressBar';
import { useOutis } from '../outisContext';
import { useAction } from '../useAction';
import { useScoreStatus, type ScoreOverview } from './useScoreStatus';
import { useStartScoring } from './useStartScoring';

const SCORER_WORD: Readonly<Record<Scorer, string>> = {
  image: 'pixel scores',
  face: 'face scores',
  judge: 'embeddings',
  relations: 'relations',
};
const START_WORD = { absent: 'Compute scores', partial: 'Go on scoring', stale: 'Score again' } as const;

/**
 * Whether a set is scored: what is not computed, what no longer holds and why, with the button that computes it, its progress and its
 * stop. Where all scores are fresh it says so in a line, or nothing.
 */
export function ScoreState(props: { readonly setId: SetId; readonly isQuietWhenFresh?: boolean }): ReactNode {
  const { setId, isQuietWhenFresh = false } = props;
  const overview = useScoreStatus(setId);
  const start = useStartScoring(setId);
  const { state, job, error } = overview;
  const failure = start.error ?? error;
  if (job !== null) return <Scoring record={job} />;
  if (failure === undefined && (state === 'unknown' || (state === 'fresh' && isQuietWhenFresh))) return null;
  return (
    <Stack gap={6} align="flex-start" data-testid="score-state" data-state={state}>
      <StateLines overview={overview} />
      {state !== 'fresh' && state !== 'unknown' && (
        <Button size="compact-xs" variant="light" loading={start.isRunning} onClick={start.run}>
          {START_WORD[state]}
        </Button>
      )}
      {failure !== undefined && (
        <Text size="xs" c="var(--o-exclude)" role="alert">
          {failure.message} {failure.remedy}
        </Text>
      )}
    </Stack>
  );
}

function Scoring(props: { readonly record: JobRecord }): ReactNode {
  const { client } = useOutis();
  const { id } = props.record;
  const stop = useAction(async () => {
    await client.call('job.cancel', id);
  });
  return (
    <Stack gap={4} data-testid="score-state" data-state="running">
      <JobProgressBar record={props.record} />
      <Group justify="space-between" gap={6} wrap="nowrap">
        <Text size="xs" c="dimmed">
          {stop.error === undefined ? 'What is done stays, whenever it is stopped.' : stop.error.message}
        </Text>
        <Button size="compact-xs" variant="light" loading={stop.isRunning} onClick={stop.run} style={{ flex: 'none' }}>
          Stop
        </Button>
      </Group>
    </Stack>
  );
}

function StateLines({ overview }: { readonly overview: ScoreOverview }): ReactNode {
  const { state, statuses, reasons } = overview;
  const wordsOf = (test: (status: (typeof statuses)[number]) => boolean): string =>
    statuses
      .filter(test)
      .map(({ scorer }) => SCORER_WORD[scorer])
      .join(', ');
  switch (state) {
    case 'unknown':
      return null;
    case 'absent':
      return (
        <Text size="xs" c="dimmed">
          Scores are not computed: sharpness, face, likeness and nearest faces of every sample, to see the worst first.
        </Text>
      );
    case 'fresh':
      return (
        <Text size="xs" c="dimmed">
          <IconCheck size={12} aria-hidden="true" /> {freshText(overview)}
        </Text>
      );
    case 'partial':
    case 'stale': {
      const open = wordsOf((status) => status.state === 'absent' || status.state === 'partial');
      return (
        <>
          {reasons.map((reason) => (
            <Text size="xs" key={reason}>
              <IconAlertTriangle size={12} aria-hidden="true" />{' '}
              <b>Stale, not shown: {wordsOf((status) => status.state === 'stale' && status.reason === reason)}.</b>{' '}
              {reason}
            </Text>
          ))}
          {open !== '' && (
            <Text size="xs" c="dimmed">
              Not all computed: {open}.
            </Text>
          )}
        </>
      );
    }
  }
}

function freshText({ statuses }: ScoreOverview): string {
  const info = statuses.find(({ scorer }) => scorer === 'judge')?.info;
  if (info === undefined || info === null) return 'Scored.';
  const failed = info.failed === 0 ? '' : ` ${info.failed} pictures are missing or unreadable.`;
  return `Scored by ${info.judge?.key ?? 'the judge'}.${failed}`;
}
