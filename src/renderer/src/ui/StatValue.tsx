import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** A number with its unit, and beneath it what it rests on: "6,000 pairs", "95 % interval 92.1–94.6". */
export function StatValue(props: {
  readonly label: string;
  readonly value: ReactNode;
  readonly unit?: string;
  readonly note?: ReactNode;
  readonly testId?: string;
}): ReactNode {
  const { label, value, unit, note, testId } = props;
  return (
    <Stack gap={0} {...(testId === undefined ? {} : { 'data-testid': testId })}>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Group gap={4} align="baseline" wrap="nowrap">
        <Text fz="1.375rem" fw={600} className="tabular" lh={1.3}>
          {value}
        </Text>
        {unit !== undefined && (
          <Text size="sm" c="dimmed">
            {unit}
          </Text>
        )}
      </Group>
      {note !== undefined && (
        <Text size="xs" c="dimmed" className="tabular">
          {note}
        </Text>
      )}
    </Stack>
  );
}
