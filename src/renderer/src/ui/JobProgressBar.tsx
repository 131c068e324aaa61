import { Progress, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { JobRecord } from '@shared/domain/jobState';
import { formatCount, formatDuration, formatNumber } from './format';
import { JOB_STATE_WORD } from './words';

/** Bar and words: what is being done, how far, how fast, how long still. */
export function JobProgressBar(props: { readonly record: JobRecord }): ReactNode {
  const { state, title } = props.record;
  const progress = state.status === 'running' ? state.progress : null;
  const share = progress?.total == null || progress.total === 0 ? null : (100 * progress.done) / progress.total;
  return (
    <div>
      <Progress
        value={share ?? 100}
        animated={share === null && state.status !== 'queued'}
        size="sm"
        aria-label={`Progress of ${title}`}
        transitionDuration={150}
      />
      <Text size="xs" c="dimmed" mt={4} className="tabular">
        {progress === null ? JOB_STATE_WORD[state.status] : describe(progress)}
      </Text>
    </div>
  );
}

function describe(progress: NonNullable<Extract<JobRecord['state'], { status: 'running' }>['progress']>): string {
  const { phase, done, total, unit, ratePerSecond, remainingMs } = progress;
  const parts = [`${phase} ${formatCount(done)}${total === null ? '' : ` of ${formatCount(total)}`} ${unit}`];
  if (ratePerSecond !== null) parts.push(`${formatNumber(ratePerSecond)} ${unit}/s`);
  if (remainingMs !== null) parts.push(`${formatDuration(remainingMs)} left`);
  return parts.join(' · ');
}
