import { Progress, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { JobRecord } from '@shared/domain/jobState';
import { progressText, shareOf } from './progressText';

/** Bar and words: what is being done, how far, how fast, how long still. */
export function JobProgressBar(props: { readonly record: JobRecord }): ReactNode {
  const { record } = props;
  const share = shareOf(record);
  const isUnknown = share === 0 && record.state.status !== 'queued';
  return (
    <div>
      <Progress
        value={isUnknown ? 100 : share}
        animated={isUnknown}
        size="sm"
        aria-label={`Progress of ${record.title}`}
        transitionDuration={150}
      />
      <Text size="xs" c="dimmed" mt={4} className="tabular">
        {progressText(record)}
      </Text>
    </div>
  );
}
