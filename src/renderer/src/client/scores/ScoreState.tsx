import { Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SetId } from '@shared/domain/ids';
import { JobProgressBar } from '../../ui/JobProgressBar';
import { useScoreStatus, type ScoreOverview } from './useScoreStatus';
import { useStartScoring } from './useStartScoring';

/** Whether a set is scored, in a line: fresh, stale with the reason, or not yet, with the button that computes scores and its progress. */
export function ScoreState(props: { readonly setId: SetId }): ReactNode {
  const overview = useScoreStatus(props.setId);
  const start = useStartScoring(props.setId);
  const { state, job, error } = overview;
  if (job !== null) return <JobProgressBar record={job} />;
  const failure = start.error ?? error;
  return (
    <Stack gap={6} data-testid="score-state" data-state={state}>
      <Group gap="xs" justify="space-between" wrap="nowrap">
        <StateLine overview={overview} />
        {state !== 'fresh' && state !== 'unknown' && (
          <Button
            size="compact-sm"
            variant="light"
            loading={start.isRunning}
            onClick={start.run}
            style={{ flex: 'none' }}
          >
            {state === 'absent' ? 'Compute scores' : state === 'partial' ? 'Go on scoring' : 'Score again'}
          </Button>
        )}
      </Group>
      {failure !== undefined && (
        <Text size="xs" c="var(--o-exclude)" role="alert">
          {failure.message} {failure.remedy}
        </Text>
      )}
    </Stack>
  );
}

function StateLine({ overview }: { readonly overview: ScoreOverview }): ReactNode {
  switch (overview.state) {
    case 'unknown':
      return null;
    case 'absent':
      return (
        <Text size="sm" c="dimmed">
          Not scored yet.
        </Text>
      );
    case 'partial':
      return (
        <Text size="sm" c="dimmed">
          Scored in part.
        </Text>
      );
    case 'stale':
      return (
        <Text size="sm">
          <IconAlertTriangle size={14} aria-hidden="true" /> Scores are stale. {overview.reasons.join(' ')}
        </Text>
      );
    case 'fresh':
      return (
        <Text size="sm" c="dimmed">
          <IconCheck size={14} aria-hidden="true" /> {freshText(overview)}
        </Text>
      );
  }
}

function freshText({ statuses }: ScoreOverview): string {
  const info = statuses.find(({ scorer }) => scorer === 'judge')?.info;
  if (info === undefined || info === null) return 'Scored.';
  const failed = info.failed === 0 ? '' : ` ${info.failed} pictures are missing or unreadable.`;
  return `Scored by ${info.judge?.key ?? 'the judge'}.${failed}`;
}
