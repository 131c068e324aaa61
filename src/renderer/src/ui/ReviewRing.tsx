import { Group, RingProgress, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ReviewCounts } from '@shared/contract/views';
import { formatCount } from './format';

/** How much of a set has been looked at: kept, excluded, left to see. */
export function ReviewRing(props: { readonly counts: ReviewCounts; readonly size?: number }): ReactNode {
  const { counts, size = 44 } = props;
  const total = counts.kept + counts.excluded + counts.undecided;
  const share = (count: number): number => (total === 0 ? 0 : (100 * count) / total);
  return (
    <Group gap="xs" wrap="nowrap">
      <RingProgress
        size={size}
        thickness={5}
        aria-label={`${formatCount(counts.kept + counts.excluded)} of ${formatCount(total)} samples judged`}
        sections={[
          { value: share(counts.kept), color: 'var(--o-keep)' },
          { value: share(counts.excluded), color: 'var(--o-exclude)' },
        ]}
      />
      <Text size="xs" c="dimmed" className="tabular" lh={1.35}>
        {formatCount(counts.kept)} kept · {formatCount(counts.excluded)} excluded
        <br />
        {formatCount(counts.undecided)} to see
      </Text>
    </Group>
  );
}
